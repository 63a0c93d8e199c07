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

-- cancelDoubles
update "event_registration"
set "status" = $1, "cancelled_at" = $2, "updated_at" = $3
where "member_id" = $4
  and "status" <> $5
  and exists (
    select 1 as "one"
    from "event_registration" as "kept"
    where "kept"."event_id" = "event_registration"."event_id"
      and "kept"."occurrence_at" = "event_registration"."occurrence_at"
      and "kept"."member_id" = $6
      and "kept"."status" <> $7
  );

-- moveToMember
update "event_registration"
set "member_id" = $1
where "member_id" = $2;
