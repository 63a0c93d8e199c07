-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- moveRecords
update attendance_record
set event_id = $1, occurrence_at = move.later
from unnest($2::timestamptz[], $3::timestamptz[]) as move(before, later)
where attendance_record.event_id = $4 and attendance_record.occurrence_at = move.before;

-- moveHeadcounts
update attendance_count
set event_id = $1, occurrence_at = move.later
from unnest($2::timestamptz[], $3::timestamptz[]) as move(before, later)
where attendance_count.event_id = $4 and attendance_count.occurrence_at = move.before;

-- giveRecords
delete from attendance_record
where member_id = $1
  and exists (
    select 1
    from attendance_record kept
    where kept.event_id = attendance_record.event_id
      and kept.occurrence_at = attendance_record.occurrence_at
      and kept.member_id = $2
  );

update "attendance_record"
set "member_id" = $1
where "member_id" = $2;
