-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- resourcesKeptFor
select distinct "resource_id" as "resourceId"
from "booking"
where "event_id" = $1 and "cancelled_at" is null and "ends_at" > $2;

-- misfits
select "booking"."id",
  "booking"."resource_id" as "resourceId",
  "event_occurrence"."event_id" as "eventId",
  "event_occurrence"."occurrence_at" as "occurrenceAt",
  event_occurrence.starts_at - make_interval(secs => booking.seconds_before) as "startsAt",
  event_occurrence.ends_at + make_interval(secs => booking.seconds_after) as "endsAt",
  "booking"."seconds_before" as "secondsBefore",
  "booking"."seconds_after" as "secondsAfter",
  "booking"."booked_by" as "bookedBy",
  "booking"."created_at" as "createdAt"
from "booking"
inner join unnest($1::timestamptz[], $2::timestamptz[]) as move(before, later) on "move"."before" = "booking"."occurrence_at"
inner join "event_occurrence" on "event_occurrence"."event_id" = $3
  and "event_occurrence"."occurrence_at" = "move"."later"
where "booking"."event_id" = $4
  and "booking"."cancelled_at" is null
  and "booking"."ends_at" > $5
  and (booking.event_id, booking.occurrence_at, booking.starts_at, booking.ends_at) is distinct
from (
  event_occurrence.event_id,
  event_occurrence.occurrence_at,
  event_occurrence.starts_at - make_interval(secs => booking.seconds_before),
  event_occurrence.ends_at + make_interval(secs => booking.seconds_after)
);

-- takeOut
delete from "booking"
where "id" = any($1::uuid[]);

-- freeOccurrences
update "booking"
set "cancelled_at" = $1, "updated_at" = $2
where "event_id" = $3 and "occurrence_at" = any($4::timestamptz[]) and "cancelled_at" is null;
