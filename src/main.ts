import { banner } from './app/banner.js'
import { readSettings, WrongSetting } from './app/environment.js'
import { start, type Started } from './app/start.js'
import { EmbeddedPostgresError } from './platform/db/embedded-postgres.js'
import { DatabaseBehind } from './platform/tenancy/check-database.js'
import { DatabaseUnreachable } from './platform/tenancy/owner-connection.js'

/**
 * Starts the server, or with `--worker` what takes jobs alone; says so, and stops it when asked to. Exit code 1 when it
 * cannot start.
 */
async function main(): Promise<void> {
  const settings = readSettings()
  const started = await start(settings, process.argv.includes('--worker') ? 'WORKER' : 'SERVER')
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
  const { port, log } = started
  if (port === null) log.info({}, 'taking jobs')
  else if (settings.isProduction) log.info({ port }, 'listening')
  else process.stdout.write(banner(settings, { ...started, port }))
}

async function stop(started: Started, signal: string): Promise<void> {
  try {
    await started.stop()
    process.stdout.write(`clean stop (${signal})\n`)
    process.exitCode = 0
  } catch (error) {
    started.log.error({ err: error }, 'the server could not stop in order')
    process.exit(1)
  }
}

main().catch((error: unknown) => {
  const isForPeople =
    [WrongSetting, EmbeddedPostgresError, DatabaseUnreachable, DatabaseBehind].some((kind) => error instanceof kind) &&
    error instanceof Error
  // A defect keeps its stack: somebody has to find it.
  process.stderr.write(
    `FaithFlow cannot start. ${isForPeople ? error.message : String((error as Error).stack ?? error)}\n`,
  )
  process.exit(1)
})
