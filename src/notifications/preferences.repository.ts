import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { Preference, QuietHours } from './preference.js'

/** What somebody has chosen otherwise than it is for everybody. */
export const chosenPreferences = (db: Db, ownerId: string): Promise<Preference[]> =>
  db
    .selectFrom('notification_preference')
    .select(['channel', 'category', 'enabled', 'frequency'])
    .where('owner_id', '=', ownerId)
    .execute()

/** Keeps what somebody has chosen, in place of what they chose before. */
export async function choose(db: Db, ownerId: string, chosen: readonly Preference[]): Promise<void> {
  const rows = chosen.map(({ channel, category, enabled, frequency }) => ({
    ...{ owner_id: ownerId, channel, category, enabled, frequency },
  }))
  if (rows.length === 0) return
  await db
    .insertInto('notification_preference')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['owner_id', 'channel', 'category']).doUpdateSet({
        enabled: sql<boolean>`excluded.enabled`,
        frequency: sql<Preference['frequency']>`excluded.frequency`,
        updated_at: sql<Instant>`now()`,
      }),
    )
    .execute()
}

/** When somebody wants to be left in peace; null for never. */
export async function quietHoursOf(db: Db, userId: string): Promise<QuietHours | null> {
  const row = await db
    .selectFrom('notification_user')
    .select(['quiet_start as start', 'quiet_end as end', 'time_zone as timeZone'])
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row?.start && row.end ? { start: row.start, end: row.end, timeZone: row.timeZone } : null
}

/** Keeps when somebody wants to be left in peace; null for never. The zone stays that of their digests. */
export async function keepQuietHours(
  db: Db,
  userId: string,
  { start, end, timeZone }: { readonly [Key in keyof QuietHours]: QuietHours[Key] | null },
): Promise<void> {
  const quiet = { quiet_start: start, quiet_end: end, time_zone: timeZone }
  await db
    .insertInto('notification_user')
    .values({ user_id: userId, ...quiet })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ ...quiet, updated_at: sql<Instant>`now()` }))
    .execute()
}

/** Whether the database can reckon with this time zone: one name that it cannot would stop the deliveries of all. */
export async function isKnownZone(db: Db, timeZone: string): Promise<boolean> {
  const { rows } = await sql`select from pg_timezone_names where lower(name) = lower(${timeZone}) limit 1`.execute(db)
  return rows.length > 0
}
