-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- registrationsById
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
where "id" = any($1::uuid[]);

-- registrationOf
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
where "event_id" = $1 and "occurrence_at" = $2 and "member_id" = $3 and "status" <> $4;

-- addRegistration
insert into "event_registration" (
  "id",
  "status",
  "guests",
  "note",
  "event_id",
  "occurrence_at",
  "member_id",
  "registered_by",
  "check_in_code",
  "created_at",
  "updated_at",
  "queue_no"
)
values (
  $1,
  $2,
  $3,
  $4,
  $5,
  $6,
  $7,
  $8,
  $9,
  $10,
  $11,
  (
    select coalesce(max(queue_no), 0) + 1 as "next"
    from "event_registration"
    where "event_id" = $12 and "occurrence_at" = $13
  )
)
returning "event_registration"."id",
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
  "event_registration"."updated_at" as "updatedAt";

-- waitingFor
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
where "event_id" = $1 and "occurrence_at" = $2 and "status" = $3
order by "queue_no";

-- moveRegistrations
update "event_registration"
set "status" = $1, "updated_at" = $2, "cancelled_at" = $3, "cancelled_with_event" = $4
where "id" = any($5::uuid[])
returning "event_registration"."id",
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
  "event_registration"."updated_at" as "updatedAt";
