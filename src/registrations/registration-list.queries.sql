-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- registrationList, first page
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
where "event_id" = $1 and "occurrence_at" = $2 and true
order by "event_registration"."queue_no" asc, "event_registration"."id" asc
limit 26;

select count(*) as total
from (
  (select "event_registration"."id" from "event_registration" where "event_id" = $1 and "occurrence_at" = $2)
  limit $3
) as counted;

-- registrationList, filtered, next page
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
where "event_id" = $1
  and "occurrence_at" = $2
  and "status" = $3
  and ("event_registration"."queue_no", "event_registration"."id") > ($4, $5)
order by "event_registration"."queue_no" asc, "event_registration"."id" asc
limit 26;

select count(*) as total
from (
  (
    select "event_registration"."id"
    from "event_registration"
    where "event_id" = $1 and "occurrence_at" = $2 and "status" = $3
  )
  limit $4
) as counted;
