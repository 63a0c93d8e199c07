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

/**
 * Lets a member, and the account that they have by now, have chosen what `from` has: another record of theirs, or an
 * account. What either has chosen otherwise stays.
 */
export async function passOnChoices(db: Db, { from, memberId }: { from: string; memberId: string }): Promise<void> {
  await sql`
    insert into notification_preference (owner_id, channel, category, enabled, frequency)
    select heir.id, channel, category, enabled, frequency
    from notification_preference
    cross join (select ${memberId}::uuid as id union select user_id from member where id = ${memberId}) as heir
    where owner_id = ${from} and heir.id is not null
    on conflict do nothing`.execute(db)
}

/** Everybody who an id stands for: itself, the member whose earlier record had it, and the account of that member. */
export async function personBehind(db: Db, id: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct person.id
    from (select coalesce((select member_id from member_alias where old_id = ${id}), ${id}::uuid) as id) as now
    left join member on member.id = now.id
    cross join lateral (values (${id}::uuid), (now.id), (member.user_id)) as person (id)
    where person.id is not null`.execute(db)
  return rows.map((row) => row.id)
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
