import { type SelectQueryBuilder, sql } from 'kysely'
import type { Clock } from '../platform/clock.js'
import type { ControlDb, Db } from '../platform/db/handles.js'
import type { ControlTables } from '../platform/db/tables.generated.js'
import { newId } from '../platform/ids.js'
import type { Church, ChurchStatus, NewChurch } from './church.js'
import { effectiveFeatures, type Feature } from './features.js'

/** The church at `subdomain`, whatever its state; null when nobody has the name. */
export const churchAt = (catalogue: ControlDb, subdomain: string): Promise<Church | null> =>
  readChurch(catalogue, catalogue.selectFrom('church').where('subdomain', '=', subdomain))

/** The church that has proved this host to be its own, whatever its state; null when none has. */
export const churchAtHost = (catalogue: ControlDb, host: string): Promise<Church | null> =>
  readChurch(catalogue, catalogue.selectFrom('church').where('id', '=', sql<string>`(select church_at_host(${host}))`))

/** The church with this id, whatever its state; null when there is none, or it has no subdomain. */
export const churchById = (catalogue: ControlDb, id: string): Promise<Church | null> =>
  readChurch(catalogue, catalogue.selectFrom('church').where('id', '=', id))

/** The church whose place has this key, whatever its state; null for none, and for one that nobody owns yet or any more. */
export const churchWithKey = (catalogue: ControlDb, placeKey: string): Promise<Church | null> =>
  readChurch(catalogue, catalogue.selectFrom('church').where('schema_name', '=', `c_${placeKey}`))

async function readChurch(
  catalogue: ControlDb,
  one: SelectQueryBuilder<ControlTables, 'church', object>,
): Promise<Church | null> {
  const row = await one
    .select(['id', 'name', 'denomination', 'subdomain', 'status', 'cell', 'schema_name as schemaName'])
    .select(['time_zone as timeZone', 'currency', 'version', 'email', 'phone', 'address', 'website', 'revision'])
    .executeTakeFirst()
  if (!row?.name || !row.denomination || !row.subdomain) return null

  const chosen = await featureChoices(catalogue, row.id)
  const { schemaName, name, denomination, subdomain, ...same } = row
  return {
    ...{ ...same, name, denomination, subdomain },
    features: effectiveFeatures(denomination, chosen),
    placeKey: schemaName.slice('c_'.length),
  }
}

/** What a church chose against the default of its denomination. */
export async function featureChoices(catalogue: ControlDb, churchId: string): Promise<ReadonlyMap<Feature, boolean>> {
  const overrides = await catalogue
    .selectFrom('church_feature')
    .select(['feature', 'enabled'])
    .where('church_id', '=', churchId)
    .execute()
  return new Map(overrides.map(({ feature, enabled }) => [feature, enabled]))
}

/** Which of these churches may not be entered now, and the state each is in. */
export async function closedAmong(
  catalogue: ControlDb,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly status: ChurchStatus }[]> {
  return catalogue
    .selectFrom('church')
    .select(['id', 'status'])
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('status', '<>', 'ACTIVE')
    .execute()
}

/** Enters a built, empty schema into the catalogue as a WARM church. Only the owner of the control database may. */
export async function addWarmChurch(
  control: ControlDb,
  built: { readonly id: string; readonly schemaName: string; readonly cell: string; readonly version: number },
): Promise<void> {
  const { id, schemaName, cell, version } = built
  await control.insertInto('church').values({ id, schema_name: schemaName, cell, version }).execute()
}

/** What became of the wish for a church. */
export type Claim =
  | { readonly outcome: 'CLAIMED'; readonly id: string; readonly cell: string; readonly placeKey: string }
  | { readonly outcome: 'TAKEN' | 'EMPTY' }

/**
 * Gives a WARM church of one of `cells`, the first before the others, to its owners: ACTIVE at its subdomain as soon as
 * the transaction commits, which is inside that church afterwards. Locks the one it takes; nothing is changed when the subdomain is TAKEN or the pool EMPTY.
 */
export async function claimChurch(control: ControlDb, church: NewChurch, cells: readonly string[]): Promise<Claim> {
  const { rows } = await sql<{ outcome: Claim['outcome']; id: string; cell: string; schemaName: string }>`
    select outcome, id, cell, schema_name as "schemaName" from claim_church(
      ${church.name}, ${church.denomination}, ${church.subdomain}, ${church.timeZone}, ${church.currency},
      ${church.trialEndsAt ?? null}::timestamptz, ${cells}::text[])`.execute(control)
  const [claim] = rows
  if (claim?.outcome !== 'CLAIMED') return { outcome: claim?.outcome ?? 'EMPTY' }
  return { outcome: 'CLAIMED', id: claim.id, cell: claim.cell, placeKey: claim.schemaName.slice('c_'.length) }
}

/** Whether a church has this folded subdomain, in whatever state. */
export async function isSubdomainTaken(catalogue: ControlDb, subdomain: string): Promise<boolean> {
  const row = await catalogue.selectFrom('church').select('id').where('subdomain', '=', subdomain).executeTakeFirst()
  return row !== undefined
}

/** Writes the settings a church starts with. */
export async function addChurchSettings(db: Db, clock: Clock, memberPrefix: string): Promise<void> {
  // A founding that died half-way left a row: it is the same church's, and is overwritten.
  await db.deleteFrom('church_settings').execute()
  await db
    .insertInto('church_settings')
    .values({ id: newId(clock), member_prefix: memberPrefix })
    .execute()
}

/** How the church numbers its members: the letters in front, and the first number. */
export const memberNumbering = (db: Db): Promise<{ readonly prefix: string; readonly start: number }> =>
  readingNumbering(db).executeTakeFirstOrThrow()

/** The same as a statement, to be part of one that numbers somebody. */
export const readingNumbering = (db: Pick<Db, 'selectFrom'>) =>
  db.selectFrom('church_settings').select(['member_prefix as prefix', 'member_start as start'])

/** Lets those who fill or rearrange a whole church take turns: locks its settings until the transaction ends. */
export async function lockSettings(db: Db): Promise<void> {
  await db.selectFrom('church_settings').select('id').forUpdate().execute()
}
