import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { Json } from '../platform/json.js'
import type { Channel, Frequency } from './preference.js'

/** How often a delivery is tried. */
export const mostTries = 6

/** One notification on its way to somebody, with what is said. */
export interface DueItem {
  /** Of the delivery. */
  readonly id: string
  readonly notificationId: string
  readonly type: string
  readonly category: string
  readonly title: string
  readonly message: string
  readonly path: string | null
  readonly params: Json
  readonly attempts: number
  /** Whether it is still wanted: not switched off, expired, dismissed or read meanwhile. */
  readonly isWanted: boolean
}

/** What is due to one person in one way: one thing at once, or a digest of several. */
export interface Due {
  readonly userId: string | null
  /** The member without an account; null when it is due to one. */
  readonly memberId: string | null
  /** The member that the account is linked to. */
  readonly ownMemberId: string | null
  readonly channel: Exclude<Channel, 'IN_APP'>
  readonly frequency: Frequency
  readonly items: readonly DueItem[]
}

type Claimed = DueItem & Omit<Due, 'items'>

/**
 * Takes what is due to one person, and writes down when the next try would be before this one is made: whoever dies in
 * between leaves it to that. Waits grow from two minutes to twelve hours. Null when nothing is due.
 */
export async function takeDue(db: Db, now: Instant): Promise<Due | null> {
  const { rows } = await sql<Claimed>`
    with first as (
      select id, user_id, member_id, channel, frequency from notification_delivery
      where status in ('PENDING', 'HELD') and due_at <= ${now} and attempts < ${mostTries}
      order by due_at limit 1 for update skip locked
    ), due as (
      select delivery.id from notification_delivery as delivery
      join first on delivery.id = first.id or (first.frequency <> 'IMMEDIATE' and delivery.frequency = first.frequency
        and coalesce(delivery.user_id, delivery.member_id) = coalesce(first.user_id, first.member_id)
        and delivery.channel = first.channel)
      where delivery.status in ('PENDING', 'HELD') and delivery.due_at <= ${now} and delivery.attempts < ${mostTries}
      order by delivery.id limit 100 for update of delivery skip locked
    ), taken as (
      update notification_delivery as delivery
      set attempts = delivery.attempts + 1, due_at = ${now}::timestamptz
        + (array['2 minutes', '10 minutes', '1 hour', '4 hours', '12 hours', '12 hours'])[delivery.attempts + 1]::interval
      from due where delivery.id = due.id returning delivery.*
    )
    select taken.id, taken.user_id as "userId", taken.member_id as "memberId", own.id as "ownMemberId", taken.channel, taken.frequency,
      taken.attempts, taken.notification_id as "notificationId",
      told.type, told.category, told.title, told.message, told.path, told.params,
      coalesce(chosen.enabled, taken.channel = 'EMAIL') and (told.expires_at is null or told.expires_at > ${now})
        and mark.dismissed_at is null
        and (taken.frequency = 'IMMEDIATE' or (mark.read_at is null and told.seq > coalesce(self.read_through_seq, 0)))
        as "isWanted"
    from taken
    join notification as told on told.id = taken.notification_id
    left join member as own on own.user_id = taken.user_id
    left join notification_user as self on self.user_id = taken.user_id
    left join notification_mark as mark on mark.user_id = taken.user_id and mark.notification_id = told.id
    left join notification_preference as chosen on chosen.owner_id = coalesce(taken.user_id, taken.member_id)
      and chosen.channel = taken.channel and chosen.category = told.category
    order by told.seq`.execute(db)
  const [first] = rows
  if (!first) return null
  const { userId, memberId, ownMemberId, channel, frequency } = first
  return { userId, memberId, ownMemberId, channel, frequency, items: rows }
}

/** How a try ended. */
export interface Ending {
  readonly ids: readonly string[]
  readonly status: 'SENT' | 'SUPPRESSED' | 'FAILED'
  readonly error: string | null
  readonly now: Instant
}

/** Ends deliveries. */
export async function endDeliveries(db: Db, { ids, status, error, now }: Ending): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('notification_delivery')
    .set({ status, error, sent_at: status === 'SENT' ? now : null })
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
}

/** Remembers why a try failed; the last one ends it. */
export async function failTry(db: Db, ids: readonly string[], error: string): Promise<void> {
  await db
    .updateTable('notification_delivery')
    .set({ error, status: sql<'FAILED'>`case when attempts >= ${mostTries} then 'FAILED' else status end` })
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
}

/** Ends what was tried for the last time by somebody who died; resolves to when the next is due, null for none. */
export async function nextDue(db: Db, now: Instant): Promise<Instant | null> {
  await db
    .updateTable('notification_delivery')
    .set({ status: 'FAILED', error: sql<string>`coalesce(error, 'The last try did not end.')` })
    .where('status', 'in', ['PENDING', 'HELD'])
    .where('attempts', '>=', mostTries)
    .where('due_at', '<=', now)
    .execute()
  const row = await db
    .selectFrom('notification_delivery')
    .select('due_at')
    .where('status', 'in', ['PENDING', 'HELD'])
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst()
  return row?.due_at ?? null
}

/** Whether the server of this address has said that there is nobody. */
export async function isDead(db: Db, address: string): Promise<boolean> {
  const row = await db
    .selectFrom('notification_dead_address')
    .select('address')
    .where('address', '=', address.toLowerCase())
    .executeTakeFirst()
  return row !== undefined
}

/** Sends nothing to this address any more. */
export async function buryAddress(db: Db, address: string, reason: string): Promise<void> {
  await db
    .insertInto('notification_dead_address')
    .values({ address: address.toLowerCase(), reason: reason.slice(0, 500) })
    .onConflict((conflict) => conflict.column('address').doNothing())
    .execute()
}

/** Removes what servers answered about somebody, and their addresses from those that nothing is sent to. */
export async function forgetRecipient(
  db: Db,
  {
    memberId,
    userId,
    emails,
  }: { readonly memberId: string; readonly userId: string | null; readonly emails: readonly string[] },
): Promise<void> {
  await db
    .updateTable('notification_delivery')
    .set({ error: null })
    .where((eb) => eb.or([eb('member_id', '=', memberId), ...(userId ? [eb('user_id', '=', userId)] : [])]))
    .where('error', 'is not', null)
    .execute()
  await db
    .deleteFrom('notification_dead_address')
    .where('address', '=', sql<string>`any(${[...emails]}::text[])`)
    .execute()
}

/** The address of a member without an account, and their name; null when there is none any more. */
export async function memberMailbox(db: Db, memberId: string): Promise<{ address: string; name: string } | null> {
  const row = await db
    .selectFrom('member')
    .select(['email', 'first_name', 'last_name'])
    .where('id', '=', memberId)
    .where('archived_at', 'is', null)
    .where('status', 'not in', ['DECEASED', 'ERASED'])
    .where('user_id', 'is', null)
    .executeTakeFirst()
  return row?.email ? { address: row.email, name: `${row.first_name} ${row.last_name}` } : null
}
