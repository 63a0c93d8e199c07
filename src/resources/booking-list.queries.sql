-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- bookingList, first page
select "booking"."id",
  "booking"."resource_id" as "resourceId",
  "booking"."event_id" as "eventId",
  "booking"."occurrence_at" as "occurrenceAt",
  "booking"."seconds_before" as "secondsBefore",
  "booking"."seconds_after" as "secondsAfter",
  "booking"."starts_at" as "startsAt",
  "booking"."ends_at" as "endsAt",
  "booking"."booked_by" as "bookedBy",
  "booking"."cancelled_at" as "cancelledAt",
  "booking"."created_at" as "createdAt"
from "booking"
where "booking"."cancelled_at" is null and true
order by "booking"."starts_at" asc, "booking"."id" asc
limit 26;

select count(*) as total
from ((select "booking"."id" from "booking" where "booking"."cancelled_at" is null) limit $1) as counted;

-- bookingList, of a week and a room, next page
select "booking"."id",
  "booking"."resource_id" as "resourceId",
  "booking"."event_id" as "eventId",
  "booking"."occurrence_at" as "occurrenceAt",
  "booking"."seconds_before" as "secondsBefore",
  "booking"."seconds_after" as "secondsAfter",
  "booking"."starts_at" as "startsAt",
  "booking"."ends_at" as "endsAt",
  "booking"."booked_by" as "bookedBy",
  "booking"."cancelled_at" as "cancelledAt",
  "booking"."created_at" as "createdAt"
from "booking"
where "booking"."cancelled_at" is null
  and "booking"."ends_at" > $1
  and "booking"."starts_at" < $2
  and "booking"."resource_id" = $3
  and ("booking"."starts_at", "booking"."id") > ($4, $5)
order by "booking"."starts_at" asc, "booking"."id" asc
limit 26;

select count(*) as total
from (
  (
    select "booking"."id"
    from "booking"
    where "booking"."cancelled_at" is null
      and "booking"."ends_at" > $1
      and "booking"."starts_at" < $2
      and "booking"."resource_id" = $3
  )
  limit $4
) as counted;
