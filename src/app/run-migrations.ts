import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { createPool, type Pool } from '../platform/db/pool.js'
import type { Log } from '../platform/log.js'
import {
  migrateChurches,
  type MigrationRun,
  type RunEnd,
} from '../platform/tenancy/migrate-churches/migrate-churches.js'
import { type Migration, readMigrations } from '../platform/tenancy/migrations.js'
import { withOwner } from '../platform/tenancy/owner-connection.js'
import { ownerDesk } from '../platform/tenancy/owner-desk.js'
import { setUpCell, setUpControl } from '../platform/tenancy/set-up-database.js'
import { churchQueue } from './church-queue.js'
import type { DatabaseSettings } from './database-settings.js'

/** What is migrated, and by how many. */
export interface MigrationOptions extends Pick<MigrationRun, 'workers' | 'report' | 'progress' | 'signal'> {
  readonly databases: DatabaseSettings
  readonly log: Log
  /** Subdomains of churches that go first. */
  readonly first?: readonly string[]
  /** This code's own, unless others are given. */
  readonly migrations?: readonly Migration[]
}

/**
 * Brings the control schema, what each cell shares, and then every church up to date. Throws DatabaseUnreachable, and what
 * a step of control or cell throws; churches that fail are told by the end of the run.
 */
export async function runMigrations(options: MigrationOptions): Promise<RunEnd> {
  const { databases, log, first = [], ...run } = options
  await setUp(databases)
  const migrations = options.migrations ?? (await readMigrations('church'))
  // A copy that is lost in a power cut is found again: no need to wait for the disk after each church.
  const careless = new URL(databases.control.directUrl)
  careless.searchParams.set('options', '-c synchronous_commit=off')
  const control = createPool({ url: careless.href, max: run.workers + 1, log })
  const cells = new Map<string, Pool>(
    databases.cells.map(({ name, directUrl }) => [name, createPool({ url: directUrl, max: run.workers, log })]),
  )
  try {
    const queue = churchQueue({ catalogue: ownerDesk(control), target: migrations.length, first })
    const name = `${hostname()}:${process.pid}:${randomBytes(3).toString('hex')}`
    return await migrateChurches({ ...run, queue, cells, migrations, name })
  } finally {
    await Promise.all([control, ...cells.values()].map((pool) => pool.end()))
  }
}

/** One after the other: databases on one PostgreSQL server share their roles. */
async function setUp({ control, cells }: DatabaseSettings): Promise<void> {
  await withOwner(control.directUrl, setUpControl)
  for (const { name, directUrl } of cells) await withOwner(directUrl, (owner) => setUpCell(owner, name))
}
