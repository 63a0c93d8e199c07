import { sql } from 'kysely'
import type { ControlDb } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { ChurchProfile } from './church-profile.js'
import type { Denomination, Feature } from './features.js'

/** What is known of a church that is locked for a change. */
export interface LockedChurch {
  readonly revision: number
  readonly denomination: Denomination
}

/** Locks a church that may be entered until the transaction ends; null for one that was closed meanwhile. */
export async function lockChurch(control: ControlDb, id: string): Promise<LockedChurch | null> {
  const row = await control
    .selectFrom('church')
    .select(['revision', 'denomination'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row?.denomination ? { ...row, denomination: row.denomination } : null
}

/**
 * Gives the church that `control` is open for another, folded subdomain: once in thirty days. TAKEN also while somebody
 * else is about to take it: nobody waits.
 */
export async function renameOwnChurch(
  control: ControlDb,
  subdomain: string,
): Promise<'RENAMED' | 'TAKEN' | 'TOO_SOON' | 'UNKNOWN'> {
  const { rows } = await sql<{ outcome: 'RENAMED' | 'TAKEN' | 'TOO_SOON' }>`
    select rename_church(${subdomain}) as outcome`.execute(control)
  return rows[0]?.outcome ?? 'UNKNOWN'
}

/** What of a profile stands in the church's row, and may be written by the server. */
export type WrittenProfile = Omit<ChurchProfile, 'subdomain' | 'fiscalStartMonth'>

/** Changes a locked church; raises its revision even when nothing is named. */
export async function changeChurch(
  control: ControlDb,
  id: string,
  { timeZone, name, denomination, currency, now, ...contacts }: WrittenProfile & { readonly now: Instant },
): Promise<void> {
  const kept = {
    ...(timeZone ? { time_zone: timeZone } : {}),
    ...(name ? { name } : {}),
    ...(denomination ? { denomination } : {}),
    ...(currency ? { currency } : {}),
  }
  await control
    .updateTable('church')
    .set({ ...contacts, ...kept, updated_at: now, revision: sql<number>`revision + 1` })
    .where('id', '=', id)
    .execute()
}

/** Who chose, and when. */
export interface Chooser {
  readonly churchId: string
  readonly userId: string
  readonly now: Instant
}

/** Puts choices of a church above the defaults of its denomination. */
export async function chooseFeatures(
  control: ControlDb,
  { churchId, userId, now }: Chooser,
  choices: ReadonlyMap<Feature, boolean>,
): Promise<void> {
  if (choices.size === 0) return
  const rows = [...choices].map(([feature, enabled]) => ({ church_id: churchId, feature, enabled }))
  await control
    .insertInto('church_feature')
    .values(rows.map((row) => ({ ...row, changed_by: userId, changed_at: now })))
    .onConflict((conflict) =>
      conflict.columns(['church_id', 'feature']).doUpdateSet((eb) => ({
        enabled: eb.ref('excluded.enabled'),
        changed_by: eb.ref('excluded.changed_by'),
        changed_at: eb.ref('excluded.changed_at'),
      })),
    )
    .execute()
}

/** Takes a church's choices back, of these features: the defaults of its denomination count again. */
export async function forgetChoices(control: ControlDb, churchId: string, of: readonly Feature[]): Promise<void> {
  await control
    .deleteFrom('church_feature')
    .where('church_id', '=', churchId)
    .where('feature', '=', sql<Feature>`any(${of}::text[])`)
    .execute()
}
