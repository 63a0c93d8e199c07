import { sql } from 'kysely'
import type { ControlDb } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { ChurchStatus } from './church.js'

/** A church as operators list it. */
export interface ListedChurch {
  readonly id: string
  /** Empty for one that was erased. */
  readonly subdomain: string
  readonly name: string
  readonly status: ChurchStatus
  readonly plan: string
  readonly cell: string
  /** The cell it is on its way to; null when it stays. */
  readonly movingTo: string | null
  readonly version: number
  readonly createdAt: Instant
  /** When all it had was gone; its row is kept to say so. */
  readonly erasedAt: Instant | null
}

/** Churches that have or had owners, by subdomain, erased ones last; only those in `status`, unless it is null. */
export async function listChurches(
  catalogue: ControlDb,
  status: ChurchStatus | null,
): Promise<readonly ListedChurch[]> {
  const rows = await catalogue
    .selectFrom('church')
    .select(['id', 'subdomain', 'name', 'status', 'plan', 'cell', 'version', 'created_at as createdAt'])
    .select(['erased_at as erasedAt', 'moving_to as movingTo'])
    .where('status', '<>', 'WARM')
    .$if(status !== null, (query) => query.where('status', '=', status ?? 'ACTIVE'))
    .orderBy('subdomain')
    .orderBy('erased_at')
    .execute()
  return rows.map((row) => ({ ...row, subdomain: row.subdomain ?? '', name: row.name ?? '' }))
}

/** Where the tables of every ACTIVE church are: for what is done church by church, by the clock. */
export async function activePlaces(
  catalogue: ControlDb,
): Promise<readonly { readonly cell: string; readonly key: string }[]> {
  return catalogue
    .selectFrom('church')
    .select(['cell', sql<string>`substr(schema_name, 3)`.as('key')])
    .where('status', '=', 'ACTIVE')
    .orderBy('id')
    .execute()
}

/** A change from one state into another. */
export interface StatusChange {
  readonly subdomain: string
  readonly from: ChurchStatus
  readonly to: ChurchStatus
}

/** Changes a church's state if it is in `from`; returns the state it is in afterwards, null when nobody has the name. */
export async function changeStatus(
  control: ControlDb,
  { subdomain, from, to }: StatusChange,
): Promise<ChurchStatus | null> {
  await control
    .updateTable('church')
    .set({ status: to, suspended_reason: null, updated_at: sql`now()` })
    .where('subdomain', '=', subdomain)
    .where('status', '=', from)
    .execute()
  const row = await control.selectFrom('church').select('status').where('subdomain', '=', subdomain).executeTakeFirst()
  return row?.status ?? null
}

/**
 * Gives a church another, folded subdomain. Those who want one name take turns, as in claim_church: TAKEN for the slower
 * one. UNKNOWN when nobody has the old name.
 */
export async function renameSubdomain(
  control: ControlDb,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<'RENAMED' | 'TAKEN' | 'UNKNOWN'> {
  // First the church, then the name, like a church that renames itself: in another order the two could wait for each other.
  await control.selectFrom('church').select('id').where('subdomain', '=', from).forUpdate().execute()
  await sql`select pg_advisory_xact_lock(hashtextextended(${to}, 42))`.execute(control)
  const taken = await control.selectFrom('church').select('id').where('subdomain', '=', to).executeTakeFirst()
  const { numUpdatedRows } = await control
    .updateTable('church')
    .set({ subdomain: to, updated_at: sql`now()` })
    .where('subdomain', '=', from)
    .$if(taken !== undefined, (query) => query.where(sql<boolean>`false`))
    .executeTakeFirst()
  if (numUpdatedRows > 0n) return 'RENAMED'
  const known = await control.selectFrom('church').select('id').where('subdomain', '=', from).executeTakeFirst()
  return known ? 'TAKEN' : 'UNKNOWN'
}
