import { failedChurches, forgiveFailures } from '../../churches/index.js'
import type { FailedChurch } from '../../platform/tenancy/migrate-churches/church-queue.js'
import type { RunEnd } from '../../platform/tenancy/migrate-churches/migrate-churches.js'
import { readMigrations } from '../../platform/tenancy/migrations.js'
import { runMigrations } from '../run-migrations.js'
import { progressBar } from './progress-bar.js'
import { type ExitCode, exitCodes, type Terminal } from './terminal.js'
import { withCatalogue, withDatabases } from './with-database.js'

/** What `migrate up` and `migrate retry` are told. */
export interface UpOptions {
  readonly workers: number
  readonly first: readonly string[]
  readonly json: boolean
  /** Whether churches that failed before are tried again. */
  readonly retry: boolean
}

/** Brings everything up to date and says how far it got. */
export function migrateUp(terminal: Terminal, options: UpOptions): Promise<ExitCode> {
  return withDatabases(terminal, async (reached) => {
    const { length: target } = await readMigrations('church')
    const bar = progressBar(terminal)
    const { databases, log } = reached
    return withCatalogue(reached, async (catalogue) => {
      if (options.retry) await catalogue.write(forgiveFailures)
      const { workers, first } = options
      const end = await runMigrations({
        ...{ databases, log, workers, first },
        signal: terminal.signal,
        progress: bar.update,
      })
      bar.end()
      const failures = await catalogue.read((control) => failedChurches(control, target))
      terminal.print(options.json ? `${JSON.stringify({ target, ...end, failures })}\n` : inWords(end, failures))
      return exitCode(end)
    })
  })
}

function exitCode({ state, stopped }: RunEnd): ExitCode {
  if (state.failed > 0) return state.done > 0 ? exitCodes.partlyFailed : exitCodes.failed
  return stopped === null ? exitCodes.done : exitCodes.failed
}

function inWords({ state, stopped }: RunEnd, failures: readonly FailedChurch[]): string {
  const all = state.done + state.waiting + state.failed
  const lines = [`Control schema and cells are up to date; ${state.done} of ${all} churches are.`]
  if (stopped === 'ASKED') lines.push(`Stopped as asked; ${state.waiting} churches wait for the next run.`)
  if (stopped === 'BREAKER') lines.push(`Stopped, because too many failed; ${state.waiting} churches were not tried.`)
  lines.push(...failures.map(describeFailure))
  if (failures.length > 0) lines.push('Mend what stood in the way, then run `npx faithflow migrate retry`.')
  return `${lines.join('\n')}\n`
}

/** A failure as people read it: church, step, statement, reason. */
export function describeFailure({ name, version, step, statement, error }: FailedChurch): string {
  const where = step === null ? '' : ` in ${step}`
  const what = statement === null ? '' : `\n    ${statement.replaceAll(/\s+/g, ' ').slice(0, 200)}`
  return `  ${name} stays at ${version}${where}: ${error}${what}`
}
