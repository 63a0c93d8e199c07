import { banner } from './app/banner.js'
import { readSettings, type Settings, WrongSetting } from './app/environment.js'
import { startWorkers } from './app/start-workers.js'
import { start, type Started } from './app/start.js'
import { EmbeddedPostgresError } from './platform/db/embedded-postgres.js'
import { EndedEarly, leave, sayReady } from './platform/server-processes.js'
import { DatabaseBehind } from './platform/tenancy/check-database.js'
import { DatabaseUnreachable } from './platform/tenancy/owner-connection.js'

/**
 * Starts the server, or with `--worker` what takes jobs alone; says so, and stops it when asked to. Exit code 1 when it
 * cannot start.
 */
async function main(): Promise<void> {
  const settings = readSettings()
  const started = await startAs(settings)
  let isStopping = false
  const stopOnce = (signal: string): void => {
    // A second Ctrl-C is also the first one, forwarded by the starter: the stop under way goes on.
    if (isStopping) return
    isStopping = true
    void stop(started, signal)
  }
  process.on('SIGINT', stopOnce)
  process.on('SIGTERM', stopOnce)

  // Not before: whoever reads that it is ready may stop it at once.
  sayReady()
  greet(settings, started)
}

/** One of a server's processes, the first of them, which starts the others, or one for all or for jobs alone. */
function startAs(settings: Settings): Promise<Started> {
  if (process.argv.includes('--worker')) return start(settings, 'WORKER')
  return settings.workers > 1 && settings.workerNumber === null ? startWorkers(settings) : start(settings)
}

function greet(settings: Settings, { port, log, demoSignIns }: Started): void {
  const { workers, workerNumber, isProduction } = settings
  if (port === null) log.info({}, 'taking jobs')
  else if (workerNumber !== null) log.info({ pid: process.pid }, 'serving')
  else if (isProduction) log.info({ port, workers }, 'listening')
  else process.stdout.write(banner(settings, { port, demoSignIns }))
}

async function stop(started: Started, signal: string): Promise<void> {
  try {
    await started.stop()
    process.stdout.write(`clean stop (${signal})\n`)
    process.exitCode = 0
    leave()
  } catch (error) {
    started.log.error({ err: error }, 'the server could not stop in order')
    process.exit(1)
  }
}

main().catch((error: unknown) => {
  // Its process has said why.
  if (error instanceof EndedEarly) process.exit(1)
  const isForPeople =
    [WrongSetting, EmbeddedPostgresError, DatabaseUnreachable, DatabaseBehind].some((kind) => error instanceof kind) &&
    error instanceof Error
  // A defect keeps its stack: somebody has to find it.
  process.stderr.write(
    `FaithFlow cannot start. ${isForPeople ? error.message : String((error as Error).stack ?? error)}\n`,
  )
  process.exit(1)
})
