-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- comingOf
select "event_registration"."id",
  "event_registration"."event_id" as "eventId",
  "event_registration"."occurrence_at" as "occurrenceAt",
  "event_registration"."member_id" as "memberId",
  "event_registration"."status",
  "event_registration"."registered_by" as "registeredBy",
  "event_registration"."guests",
  "event_registration"."queue_no" as "queueNo",
  "event_registration"."check_in_code" as "checkInCode",
  "event_registration"."note",
  "event_registration"."cancelled_at" as "cancelledAt",
  "event_registration"."created_at" as "createdAt",
  "event_registration"."updated_at" as "updatedAt"
from "event_registration"
inner join "event_occurrence" on "event_occurrence"."event_id" = "event_registration"."event_id"
  and "event_occurrence"."occurrence_at" = "event_registration"."occurrence_at"
where "event_registration"."member_id" = any($1::uuid[])
  and "event_registration"."status" in ($2, $3)
  and "event_occurrence"."starts_at" > $4;

-- forgetWords
delete from "event_answer"
where "registration_id" in (select "id" from "event_registration" where "member_id" = $1);

update "event_registration"
set "note" = $1
where "member_id" = $2;

update "attendance_record"
set "pickup_code" = $1
where "member_id" = $2;

-- doublesOf
select "gone"."event_id" as "eventId",
  case when array_position(
    array['ATTENDED', 'REGISTERED', 'NO_SHOW', 'WAITLISTED'], gone.status
  ) < array_position(array['ATTENDED', 'REGISTERED', 'NO_SHOW', 'WAITLISTED'], kept.status) then kept.id when gone.status = 'WAITLISTED'
  and kept.status = 'WAITLISTED'
  and gone.queue_no < kept.queue_no then kept.id else gone.id end as "id"
from "event_registration" as "gone"
inner join "event_registration" as "kept" on "kept"."event_id" = "gone"."event_id"
  and "kept"."occurrence_at" = "gone"."occurrence_at"
  and "kept"."member_id" = $1
  and "kept"."status" <> $2
where "gone"."member_id" = $3 and "gone"."status" <> $4;

-- moveToMember
update "event_registration"
set "member_id" = $1
where "member_id" = $2;
