import type { Church } from '../churches/index.js'
import { Blocked } from '../platform/blocked.js'
import { NotYet, type Task } from '../platform/jobs/task.js'
import type { TakenJob } from '../platform/jobs/worker.js'
import { ctxFor } from './context.js'
import type { Parts } from './parts.js'
import { noToken } from './read-token.js'
import { endCtx } from './somewhere.js'

/** What a job is run with. */
export interface JobOptions {
  readonly parts: Parts
  /** The church whose place has this key, in whatever state; null for none. */
  readonly findChurch: (placeKey: string) => Promise<Church | null>
  /** The version of a church's tables that this code needs. */
  readonly codeVersion: number
  readonly tasks: readonly Task[]
}

/** Seconds until a job is looked at again whose church is suspended, or is being upgraded or moved. */
const whileSuspended = 600
const whileUpgrading = 15

/**
 * Does a job as a request of its church, in which nobody is signed in. One whose church is gone is dropped, as are most
 * of one that is archived; one whose church is suspended, being upgraded or moved waits, for as long as that lasts.
 */
export function jobRunner(options: JobOptions): (job: TakenJob) => Promise<void> {
  const tasks = new Map(options.tasks.map((task) => [task.task, task]))
  return async (job) => {
    const task = tasks.get(job.task)
    if (!task) throw new Error(`There is no task "${job.task}" here.`)
    const church = await options.findChurch(job.church)
    if (!church || isGone(church, task)) {
      options.parts.log.info({ church: job.church, task: job.task }, 'a job was dropped: its church is closed for good')
      return
    }
    refuseForNow(church, options.codeVersion)
    const origin = { requestId: job.attempt.id, ip: null, userAgent: null }
    const ctx = ctxFor(options.parts, { church, token: noToken, origin }, null)
    try {
      await task.run(ctx, job.data, job.attempt)
    } catch (error) {
      if (error instanceof Blocked && error.code === 'CHURCH_MOVING') throw new NotYet(error.message, whileUpgrading)
      throw error
    } finally {
      await endCtx(ctx)
    }
  }
}

const isGone = ({ status }: Church, { isKept = false }: Task): boolean =>
  status === 'ERASED' || status === 'WARM' || (status === 'ARCHIVED' && !isKept)

function refuseForNow(church: Church, codeVersion: number): void {
  if (church.status !== 'ACTIVE') throw new NotYet(`The church is ${church.status.toLowerCase()}.`, whileSuspended)
  if (church.version < codeVersion) throw new NotYet('The church is being upgraded.', whileUpgrading)
}
