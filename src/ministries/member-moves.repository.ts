import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'

/** Ends what members are in or wait for. */
export async function endMemberships(db: Db, memberIds: readonly string[], now: Instant): Promise<void> {
  await db
    .updateTable('ministry_membership')
    .set({ status: 'INACTIVE', left_at: now, updated_at: now })
    .where('member_id', '=', sql<string>`any(${memberIds}::uuid[])`)
    .where('status', '<>', 'INACTIVE')
    .execute()
}

/** Empties what was noted of a member in every ministry, also in those that they have left. */
export async function forgetNotes(db: Db, memberId: string): Promise<void> {
  await db.updateTable('ministry_membership').set({ notes: null }).where('member_id', '=', memberId).execute()
}

/**
 * Makes every membership of one member that of another. Where both are in a ministry one stay is left, ACTIVE if either
 * was and with the greater role; the other becomes history.
 */
export async function moveMemberships(
  db: Db,
  { fromId, intoId, now }: { readonly fromId: string; readonly intoId: string; readonly now: Instant },
): Promise<void> {
  await sql`update ministry_membership kept set updated_at = ${now},
      status = case when 'ACTIVE' in (kept.status, moved.status) then 'ACTIVE' else kept.status end,
      role = case when 'LEADER' in (kept.role, moved.role) then 'LEADER'
        when 'ASSISTANT' in (kept.role, moved.role) then 'ASSISTANT' else 'MEMBER' end,
      joined_at = least(kept.joined_at, moved.joined_at)
    from ministry_membership moved
    where moved.ministry_id = kept.ministry_id and moved.member_id = ${fromId} and moved.status <> 'INACTIVE'
      and kept.member_id = ${intoId} and kept.status <> 'INACTIVE'`.execute(db)
  await sql`update ministry_membership moved set status = 'INACTIVE', left_at = ${now}, updated_at = ${now}
    where member_id = ${fromId} and status <> 'INACTIVE' and exists (
      select from ministry_membership kept where kept.ministry_id = moved.ministry_id
        and kept.member_id = ${intoId} and kept.status <> 'INACTIVE')`.execute(db)
  await db.updateTable('ministry_membership').set({ member_id: intoId }).where('member_id', '=', fromId).execute()
}
