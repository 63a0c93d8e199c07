import { availableParallelism } from 'node:os'
import type { ReadVariable } from './database-settings.js'
import { WrongSetting } from './wrong-setting.js'

/** The processes of one server. */
export interface WorkerSettings {
  /** How many serve requests: with 1 the only process does, with more a first one starts them and keeps them alive. */
  readonly workers: number
  /** Which of them this process is, from 1 on; null for the first one, and where it is alone. */
  readonly workerNumber: number | null
}

const mostWorkers = 64

/** Reads WORKERS, and what the first process tells those it starts. Throws WrongSetting; also for several without Redis. */
export function readWorkers(read: ReadVariable, redisUrl: string | null): WorkerSettings {
  const text = read('WORKERS') ?? '1'
  const workers = text.toLowerCase() === 'auto' ? Math.min(availableParallelism(), mostWorkers) : Number(text)
  if (!Number.isInteger(workers) || workers < 1 || workers > mostWorkers) {
    throw new WrongSetting(`WORKERS must be auto, or a whole number from 1 to ${mostWorkers}, not "${text}".`)
  }
  if (workers > 1 && redisUrl === null) {
    throw new WrongSetting(
      `WORKERS asks for ${workers} processes, which share live messages and limits through Redis: set REDIS_URL, or WORKERS to 1.`,
    )
  }
  const number = Number(read('FAITHFLOW_WORKER') ?? 0)
  return { workers, workerNumber: number > 0 ? number : null }
}
