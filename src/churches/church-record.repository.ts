import type { ControlDb } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { ChurchStatus } from './church.js'
import { type Denomination, type Feature, features as knownFeatures } from './features.js'

/** All that the catalogue knows of a church, whatever database it is in. */
export interface ChurchRecord {
  readonly id: string
  readonly subdomain: string
  readonly name: string
  readonly denomination: Denomination
  readonly status: ChurchStatus
  readonly timeZone: string
  readonly currency: string
  readonly locale: string
  readonly plan: 'TRIAL' | 'BASIC' | 'STANDARD' | 'PREMIUM' | 'ENTERPRISE'
  readonly trialEndsAt: Instant | null
  readonly createdAt: Instant
  /** How its office is reached; exports of older versions do not say. */
  readonly email?: string | null
  readonly phone?: string | null
  readonly address?: string | null
  readonly website?: string | null
  /** What the church chose against the default of its denomination. */
  readonly features: readonly { readonly feature: Feature; readonly enabled: boolean }[]
}

/** The record of a church; null when there is none with this id, or it never had an owner. */
export async function churchRecord(control: ControlDb, id: string): Promise<ChurchRecord | null> {
  const row = await control
    .selectFrom('church')
    .select(['id', 'subdomain', 'name', 'denomination', 'status', 'time_zone as timeZone', 'currency', 'locale'])
    .select(['plan', 'trial_ends_at as trialEndsAt', 'created_at as createdAt'])
    .select(['email', 'phone', 'address', 'website'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row?.subdomain || !row.name || !row.denomination) return null
  const features = await control
    .selectFrom('church_feature')
    .select(['feature', 'enabled'])
    .where('church_id', '=', id)
    .orderBy('feature')
    .execute()
  return { ...row, subdomain: row.subdomain, name: row.name, denomination: row.denomination, features }
}

/** Whether a church has or had this id. */
export async function isChurchId(control: ControlDb, id: string): Promise<boolean> {
  return (await control.selectFrom('church').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}

/** Where the tables of a church are that is entered again, and the version they are at. */
export interface RestoredTables {
  readonly schemaName: string
  readonly cell: string
  readonly version: number
}

/** Enters a church into the catalogue; it can be entered when the transaction commits. Throws when its name is taken. */
export async function addChurchRecord(
  control: ControlDb,
  record: ChurchRecord,
  { schemaName, cell, version }: RestoredTables,
): Promise<void> {
  const { features, timeZone, trialEndsAt, createdAt, ...same } = record
  const { id } = same
  const columns = { time_zone: timeZone, trial_ends_at: trialEndsAt, created_at: createdAt, schema_name: schemaName }
  await control
    .insertInto('church')
    .values({ ...same, ...columns, cell, version })
    .execute()
  // An export may be older than our list of features.
  const known = features.filter(({ feature }) => knownFeatures.includes(feature))
  const rows = known.map(({ feature, enabled }) => ({ church_id: id, feature, enabled }))
  if (rows.length > 0) await control.insertInto('church_feature').values(rows).execute()
}
