import { countCells, countQueue } from '../churches/index.js'
import { createPool } from '../platform/db/pool.js'
import type { Log } from '../platform/log.js'
import { refuseWhenBehind } from '../platform/tenancy/check-database.js'
import { readMigrations } from '../platform/tenancy/migrations.js'
import { withOwner } from '../platform/tenancy/owner-connection.js'
import { ownerDesk } from '../platform/tenancy/owner-desk.js'
import {
  controlLoginOf,
  controlWorkerLoginOf,
  gatewayLoginOf,
  type Login,
  workerLoginOf,
} from '../platform/tenancy/set-up-database.js'
import type { CellSettings, DatabaseSettings } from './database-settings.js'
import { mainCell } from './main-cell.js'
import { runMigrations } from './run-migrations.js'
import { WrongSetting } from './wrong-setting.js'

/** Few: outside production a start has few churches to bring up, and somebody waits for it. */
const workers = 2

/** Whom the server's pools sign in as. */
export interface PreparedLogins {
  readonly control: Login
  readonly cells: readonly { readonly cell: CellSettings; readonly gateway: Login }[]
  /** Where jobs wait: in each cell, and in a control database that is no cell. */
  readonly queues: readonly { readonly name: string; readonly directUrl: string; readonly worker: Login }[]
}

/**
 * Makes the databases ready for this code and returns the logins of the server's pools.
 *
 * In production it changes nothing: throws DatabaseBehind when the control schema or a cell is older than this code;
 * churches that are behind answer CHURCH_UPGRADING. Elsewhere it migrates everything; throws what a step throws. Throws
 * WrongSetting when churches live in a cell that is not among the settings.
 */
export async function prepareDatabases(
  databases: DatabaseSettings,
  { isProduction, log }: { readonly isProduction: boolean; readonly log: Log },
): Promise<PreparedLogins> {
  if (isProduction) {
    await refuseBehind(databases)
    const behind = await lookAtChurches(databases, log)
    if (behind > 0) log.warn({ churches: behind }, 'churches are behind this version: run `npx faithflow migrate up`')
  } else {
    const { state } = await runMigrations({ databases, log, workers })
    if (state.failed > 0) {
      log.error({ churches: state.failed }, 'churches cannot be migrated: see `npx faithflow migrate status`')
    }
    await lookAtChurches(databases, log)
  }
  return loginsOf(databases)
}

async function refuseBehind({ control, cells }: DatabaseSettings): Promise<void> {
  const refuse = (url: string, track: 'control' | 'cell'): Promise<void> =>
    withOwner(url, async (owner) => {
      await refuseWhenBehind(owner, track)
      await refuseWhenBehind(owner, 'jobs')
    })
  await Promise.all([refuse(control.directUrl, 'control'), ...cells.map(({ directUrl }) => refuse(directUrl, 'cell'))])
}

async function loginsOf({ control, cells }: DatabaseSettings): Promise<PreparedLogins> {
  const ofCell = (cell: CellSettings) =>
    withOwner(cell.directUrl, async (owner) => ({
      cell,
      gateway: await gatewayLoginOf(owner, cell.name),
      worker: await workerLoginOf(owner, cell.name),
    }))
  const { directUrl } = control
  // Written in two ways, one database would get two workers, which share its queue: nothing is done twice.
  const isCell = cells.some((cell) => cell.directUrl === directUrl)
  const ofControl = withOwner(directUrl, async (owner) => ({
    login: await controlLoginOf(owner),
    queues: isCell ? [] : [{ name: 'control', directUrl, worker: await controlWorkerLoginOf(owner) }],
  }))
  const [{ login, queues }, ...found] = await Promise.all([ofControl, ...cells.map(ofCell)])
  const ofCells = found.map(({ cell: { name, directUrl: url }, worker }) => ({ name, directUrl: url, worker }))
  return { control: login, cells: found, queues: [...ofCells, ...queues] }
}

/** How many churches are behind. Throws WrongSetting when some live in a cell that the settings do not name. */
async function lookAtChurches({ control, cells }: DatabaseSettings, log: Log): Promise<number> {
  const { length: target } = await readMigrations('church')
  const pool = createPool({ url: control.directUrl, max: 1, log })
  try {
    const catalogue = ownerDesk(pool)
    refuseMissing(cells, [...(await catalogue.read(countCells)).keys()])
    const { waiting, failed } = await catalogue.read((control) => countQueue(control, target))
    return waiting + failed
  } finally {
    await pool.end()
  }
}

/** A name that is misspelt, or a cell taken out of the settings while churches live there, is noticed at the start. */
function refuseMissing(cells: readonly CellSettings[], used: readonly string[]): void {
  const missing = used.find((name) => !cells.some((cell) => cell.name === name))
  if (missing === undefined) return
  // Embedded, there is one cell and nothing to set.
  const variable = missing === mainCell ? 'DATABASE_URL' : `CELL_${missing.toUpperCase()}_DATABASE_URL`
  throw new WrongSetting(`Churches live in the cell "${missing}", which the settings do not name: set ${variable}.`)
}
