import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { DemoOptions } from '../app/demo/make-demo.js'
import { registerWarmChurch } from '../app/found-church.js'
import { mainCell, withOwner } from '../app/open-database.js'
import { systemClock } from '../platform/clock.js'
import { startEmbeddedPostgres } from '../platform/db/embedded-postgres.js'
import { createPool, typeParsers } from '../platform/db/pool.js'
import { createLog } from '../platform/log.js'
import { createGate } from '../platform/tenancy/gate.js'
import { ownerDesk } from '../platform/tenancy/owner-desk.js'
import { provisionChurch } from '../platform/tenancy/provision-church.js'
import { controlLogin, gatewayLogin, schemaOwner, setUpDatabase } from '../platform/tenancy/set-up-database.js'

/** A database with two WARM churches and nothing else, and what the demo is made with there. */
export interface DemoDatabase {
  readonly options: DemoOptions
  /** Rows as the owner sees them; unqualified tables are those of the church at `subdomain`. */
  readonly rows: (subdomain: string, query: string) => Promise<Record<string, unknown>[]>
  /** Every row of every table of these churches; of the control schema where none is at the name. */
  readonly tables: (...subdomains: readonly string[]) => Promise<unknown>
}

/** Databases that no other test knows: the demo's churches have the same names in each. */
export interface DemoDatabases {
  fresh(): Promise<DemoDatabase>
  close(): Promise<void>
}

const log = createLog('silent')
const template = 'demo_template'

/** Starts a PostgreSQL for databases of this kind. */
export async function startDemoDatabases(): Promise<DemoDatabases> {
  const dataDir = await mkdtemp(join(tmpdir(), 'faithflow-demo-'))
  const server = await startEmbeddedPostgres({ dataDir, durable: false })
  await createDatabase(server.url, template)
  const templateUrl = at(server.url, { database: template })
  await setUp(templateUrl)

  const closing: (() => Promise<unknown>)[] = [() => rm(dataDir, { recursive: true, force: true }), () => server.stop()]
  let made = 0
  return {
    async fresh() {
      made += 1
      const name = `demo_${made}`
      await createDatabase(server.url, `${name} template ${template}`)
      const opened = await open(at(server.url, { database: name }))
      closing.push(() => opened.close())
      return opened
    },
    async close() {
      for (const close of closing.toReversed()) await close()
    },
  }
}

const createDatabase = (url: string, name: string): Promise<unknown> =>
  withOwner(url, (owner) => owner.query(`create database ${name}`))

function at(url: string, { database, login }: { readonly database?: string; readonly login?: string }): string {
  const named = new URL(url)
  if (database) named.pathname = `/${database}`
  if (login) named.username = login
  return named.href
}

async function setUp(url: string): Promise<void> {
  await withOwner(url, (owner) => setUpDatabase(owner, mainCell))
  await warmChurch(url)
  await warmChurch(url)
}

async function warmChurch(url: string): Promise<void> {
  const pool = createPool({ url, max: 1, log })
  const built = await withOwner(url, (owner) => provisionChurch(owner, mainCell))
  await registerWarmChurch({ catalogue: ownerDesk(pool), clock: systemClock }, built)
  await pool.end()
}

async function open(url: string): Promise<DemoDatabase & { close(): Promise<void> }> {
  const client = new pg.Client({ connectionString: url, types: typeParsers })
  await client.connect()
  // Rights to a database are not copied with it.
  await client.query(
    `do $$ begin execute format('grant create on database %I to "${schemaOwner}"', current_database()); end $$`,
  )
  const owner = createPool({ url, max: 2, log })
  const cell = createPool({ url: at(url, { login: gatewayLogin(mainCell) }), max: 4, log })
  const control = createPool({ url: at(url, { login: controlLogin }), max: 4, log })
  const rows: DemoDatabase['rows'] = async (subdomain, query) => {
    const church = `select schema_name from control.church where subdomain = '${subdomain}'`
    await client.query(`select set_config('search_path', coalesce((${church}), 'control'), false)`)
    return (await client.query<Record<string, unknown>>(query)).rows
  }
  return {
    rows,
    tables: (...subdomains) => readTables(rows, subdomains),
    options: {
      gate: createGate({ cells: new Map([[mainCell, cell]]), control }),
      catalogue: ownerDesk(owner),
      clock: systemClock,
      buildWarmChurch: () => warmChurch(url),
    },
    async close() {
      await Promise.all([client.end(), owner.end(), cell.end(), control.end()])
    },
  }
}

// One after the other: the path of the connection is that of the church just asked for.
async function readTables(rows: DemoDatabase['rows'], subdomains: readonly string[]): Promise<unknown> {
  const found: unknown[] = []
  for (const subdomain of subdomains) {
    const names = await rows(
      subdomain,
      'select table_name as name from information_schema.tables where table_schema = current_schema()',
    )
    for (const { name } of names) {
      const table = String(name)
      found.push({ subdomain, table, rows: await rows(subdomain, `select * from "${table}" t order by t`) })
    }
  }
  return found
}
