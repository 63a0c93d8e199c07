import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'

/** Ends what a member goes through who has died or was erased; of an erased one, what was written goes too. */
export async function endWorkflows(db: Db, memberIds: readonly string[], now: Instant): Promise<void> {
  await db
    .updateTable('member_workflow')
    .set({ status: 'REJECTED', updated_at: now })
    .where('member_id', '=', sql<string>`any(${memberIds}::uuid[])`)
    .where('status', 'in', ['PENDING', 'APPROVED'])
    .execute()
  // Asked of each workflow: the index of who is ERASED would name everybody who ever was.
  await sql`with erased as (
      update member_workflow set note = null
      where member_id = any(${memberIds}::uuid[])
        and (select status from member where member.id = member_workflow.member_id) = 'ERASED'
      returning id)
    update member_workflow_step set title = 'Erased' from erased where workflow_id = erased.id`.execute(db)
}

/** Makes what one member goes through that of another; of two of one type that go on, the other's is left. */
export async function moveWorkflows(
  db: Db,
  { fromId, intoId, now }: { readonly fromId: string; readonly intoId: string; readonly now: Instant },
): Promise<void> {
  await sql`update member_workflow moved set status = 'REJECTED', updated_at = ${now}
    where moved.member_id = ${fromId} and moved.status in ('PENDING', 'APPROVED') and exists (
      select from member_workflow kept where kept.member_id = ${intoId} and kept.type = moved.type
        and kept.status in ('PENDING', 'APPROVED'))`.execute(db)
  await db.updateTable('member_workflow').set({ member_id: intoId }).where('member_id', '=', fromId).execute()
}
