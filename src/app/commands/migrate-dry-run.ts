import { countQueue, sampleChurches } from '../../churches/index.js'
import { refuseWhenBehind } from '../../platform/tenancy/check-database.js'
import type { ChurchBehind } from '../../platform/tenancy/migrate-churches/bring-up.js'
import { type DryRun, dryRun } from '../../platform/tenancy/migrate-churches/dry-run.js'
import { type Migration, readMigrations } from '../../platform/tenancy/migrations.js'
import { withOwner } from '../../platform/tenancy/owner-connection.js'
import type { DatabaseSettings } from '../database-settings.js'
import { WrongSetting } from '../wrong-setting.js'
import { type ExitCode, exitCodes, table, type Terminal } from './terminal.js'
import { withCatalogue, withDatabases } from './with-database.js'

/** What `migrate dry-run` is told. */
export interface DryRunOptions {
  readonly sample: number
  readonly json: boolean
}

interface Tried extends DryRun {
  readonly name: string
}

/** Runs what churches lack in some of them and undoes it; prints the SQL, what it locks, and how long all would take. */
export function migrateDryRun(terminal: Terminal, { sample, json }: DryRunOptions): Promise<ExitCode> {
  return withDatabases(terminal, async (reached) => {
    const { control, cells } = reached.databases
    await withOwner(control.directUrl, (owner) => refuseWhenBehind(owner, 'control'))
    const migrations = await readMigrations('church')
    const target = migrations.length
    return withCatalogue(reached, async (catalogue) => {
      const { waiting, failed } = await catalogue.read((control) => countQueue(control, target))
      const sampled = await catalogue.read((control) =>
        sampleChurches(control, { from: 0, to: target - 1, limit: sample }),
      )
      const tried: Tried[] = []
      for (const { name, cell, placeKey, version } of sampled) {
        const church = { place: { cell, key: placeKey }, version }
        tried.push({ name, ...(await tryOut(cells, church, migrations)) })
      }
      const oldest = Math.min(target, ...sampled.map(({ version }) => version))
      const behind = waiting + failed
      const report = { behind, steps: migrations.slice(oldest), tried, estimatedMilliseconds: estimate(tried, behind) }
      terminal.print(json ? `${JSON.stringify(report)}\n` : inWords(report))
      return exitCodes.done
    })
  })
}

function tryOut(
  cells: DatabaseSettings['cells'],
  church: ChurchBehind,
  migrations: readonly Migration[],
): Promise<DryRun> {
  const cell = cells.find(({ name }) => name === church.place.cell)
  if (!cell) throw new WrongSetting(`The settings do not name the cell "${church.place.cell}", where a church is.`)
  return withOwner(cell.directUrl, async (owner) => {
    await refuseWhenBehind(owner, 'cell')
    return dryRun(owner, church, migrations)
  })
}

function estimate(tried: readonly Tried[], behind: number): number {
  const total = tried.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
  return tried.length === 0 ? 0 : Math.round((total / tried.length) * behind)
}

interface Report {
  readonly behind: number
  readonly steps: readonly Migration[]
  readonly tried: readonly Tried[]
  readonly estimatedMilliseconds: number
}

function inWords({ behind, steps, tried, estimatedMilliseconds }: Report): string {
  if (behind === 0) return 'No church is behind: there is nothing to try.\n'
  const sql = steps.map(({ name, sql: text }) => `-- ${name}\n${text.trim()}\n`).join('\n')
  const times = table(
    ['church', 'milliseconds'],
    tried.map(({ name, milliseconds }) => [name, milliseconds.toFixed(1)]),
  )
  const locks = table(
    ['table', 'lock'],
    (tried[0]?.locks ?? []).map(({ relation, mode }) => [relation, mode]),
  )
  const all = `${behind} churches are behind: some ${(estimatedMilliseconds / 1000).toFixed(1)} s with one worker.`
  return `${sql}\n${times}\n${locks}\n${all} Nothing was changed.\n`
}
