import { createHash } from 'node:crypto'
import { churchQueue } from '../app/church-queue.js'
import { registerWarmChurch } from '../app/found-church.js'
import { mainCell } from '../app/open-database.js'
import { systemClock } from '../platform/clock.js'
import type { Pool } from '../platform/db/pool.js'
import {
  migrateChurches,
  type MigrationRun,
  type RunEnd,
} from '../platform/tenancy/migrate-churches/migrate-churches.js'
import { type Migration, readMigrations } from '../platform/tenancy/migrations.js'
import { ownerDesk } from '../platform/tenancy/owner-desk.js'
import { provisionChurch } from '../platform/tenancy/provision-church.js'

/** This code's own steps of a church and then `sql`, each text a step. */
export async function withSteps(...sql: readonly string[]): Promise<readonly Migration[]> {
  const own = await readMigrations('church')
  return [
    ...own,
    ...sql.map((text, index) => ({
      version: own.length + index + 1,
      name: `planted-${index + 1}`,
      sql: text,
      checksum: createHash('sha256').update(text).digest('hex'),
    })),
  ]
}

/** A run over every church of a test's own database. */
export async function runMigrations(
  owner: Pool,
  migrations: readonly Migration[],
  options: Partial<MigrationRun> & { readonly leaseSeconds?: number } = {},
): Promise<RunEnd> {
  const { leaseSeconds = 30, ...rest } = options
  const catalogue = ownerDesk(owner)
  const queue = churchQueue({ catalogue, target: migrations.length, leaseSeconds })
  return migrateChurches({
    queue,
    cells: new Map([[mainCell, owner]]),
    migrations,
    workers: 4,
    name: `test-${process.pid}`,
    ...rest,
  })
}

/** One more waiting church, whose tables have had `migrations`; returns its schema. */
export async function bearChurch(owner: Pool, migrations: readonly Migration[]): Promise<string> {
  const client = await owner.connect()
  try {
    const built = await provisionChurch(client, mainCell, migrations)
    await registerWarmChurch({ catalogue: ownerDesk(owner), clock: systemClock }, built)
    return `c_${built.place.key}`
  } finally {
    client.release()
  }
}

/** The version of each church as its own `_meta` says, beside the catalogue's copy; by schema. */
export async function versionsOf(
  owner: Pool,
): Promise<ReadonlyMap<string, { readonly own: number; readonly copy: number }>> {
  const { rows } = await owner.query<{ schema: string; copy: number }>(
    'select schema_name as schema, version as copy from control.church order by id',
  )
  const texts = rows.map(({ schema }) => `select '${schema}' as schema, max(version) as own from ${schema}._meta`)
  const own = await owner.query<{ schema: string; own: number }>(texts.join(' union all '))
  const bySchema = new Map(own.rows.map((row) => [row.schema, row.own]))
  return new Map(rows.map(({ schema, copy }) => [schema, { own: bySchema.get(schema) ?? 0, copy }]))
}
