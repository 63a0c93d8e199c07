import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { MovedOccurrences } from './event-moves.repository.js'

/** Lets the records of attendance follow their occurrences, all in one statement. */
export async function moveRecords(db: Db, { fromId, intoId, moves }: MovedOccurrences): Promise<void> {
  const starts = moves.map(({ from }) => from)
  const later = moves.map(({ to }) => to)
  await sql`update attendance_record set event_id = ${intoId}, occurrence_at = move.later
    from unnest(${starts}::timestamptz[], ${later}::timestamptz[]) as move(before, later)
    where attendance_record.event_id = ${fromId} and attendance_record.occurrence_at = move.before`.execute(db)
}

/** Lets counts of heads follow their occurrences, all in one statement. */
export async function moveHeadcounts(db: Db, { fromId, intoId, moves }: MovedOccurrences): Promise<void> {
  const starts = moves.map(({ from }) => from)
  const later = moves.map(({ to }) => to)
  await sql`update attendance_count set event_id = ${intoId}, occurrence_at = move.later
    from unnest(${starts}::timestamptz[], ${later}::timestamptz[]) as move(before, later)
    where attendance_count.event_id = ${fromId} and attendance_count.occurrence_at = move.before`.execute(db)
}

/** Gives the records of one member to another; where both came, the record of the one that is kept stays. */
export async function giveRecords(
  db: Db,
  { fromId, intoId }: { readonly fromId: string; readonly intoId: string },
): Promise<void> {
  await sql`delete from attendance_record where member_id = ${fromId} and exists (
    select 1 from attendance_record kept where kept.event_id = attendance_record.event_id
      and kept.occurrence_at = attendance_record.occurrence_at and kept.member_id = ${intoId})`.execute(db)
  await db.updateTable('attendance_record').set({ member_id: intoId }).where('member_id', '=', fromId).execute()
}
