-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- addBookings
insert into "booking" (
  "id",
  "resource_id",
  "event_id",
  "occurrence_at",
  "seconds_before",
  "seconds_after",
  "starts_at",
  "ends_at",
  "booked_by",
  "created_at"
)
select *
from unnest(
  $1::uuid[],
  $2::uuid[],
  $3::uuid[],
  $4::timestamptz[],
  $5::integer[],
  $6::integer[],
  $7::timestamptz[],
  $8::timestamptz[],
  $9::uuid[],
  $10::timestamptz[]
)
on conflict do nothing
returning "booking"."id",
  "booking"."resource_id" as "resourceId",
  "booking"."event_id" as "eventId",
  "booking"."occurrence_at" as "occurrenceAt",
  "booking"."seconds_before" as "secondsBefore",
  "booking"."seconds_after" as "secondsAfter",
  "booking"."starts_at" as "startsAt",
  "booking"."ends_at" as "endsAt",
  "booking"."booked_by" as "bookedBy",
  "booking"."cancelled_at" as "cancelledAt",
  "booking"."created_at" as "createdAt";

-- findBooking
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
where "id" = $1;

-- firstInTheWay
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
where "cancelled_at" is null
  and "id" <> all($1::uuid[])
  and exists (
    select
    from unnest( $2::uuid[], $3::timestamptz[], $4::timestamptz[] ) as wanted(resource_id, starts_at, ends_at)
    where booking.resource_id = wanted.resource_id and booking.during && tstzrange(wanted.starts_at, wanted.ends_at)
  )
order by "starts_at"
limit $5;

-- countComing
select count(*) as "count"
from "booking"
where "resource_id" = $1 and "cancelled_at" is null and "ends_at" > $2;

-- cancelBookings, one of them
update "booking"
set "cancelled_at" = $1, "updated_at" = $2
where "cancelled_at" is null and "id" = $3
returning "booking"."id",
  "booking"."resource_id" as "resourceId",
  "booking"."event_id" as "eventId",
  "booking"."occurrence_at" as "occurrenceAt",
  "booking"."seconds_before" as "secondsBefore",
  "booking"."seconds_after" as "secondsAfter",
  "booking"."starts_at" as "startsAt",
  "booking"."ends_at" as "endsAt",
  "booking"."booked_by" as "bookedBy",
  "booking"."cancelled_at" as "cancelledAt",
  "booking"."created_at" as "createdAt";

-- cancelBookings, and later ones
update "booking"
set "cancelled_at" = $1, "updated_at" = $2
where "cancelled_at" is null and ("event_id" = $3 and "resource_id" = $4 and "starts_at" >= $5 and "ends_at" > $6)
returning "booking"."id",
  "booking"."resource_id" as "resourceId",
  "booking"."event_id" as "eventId",
  "booking"."occurrence_at" as "occurrenceAt",
  "booking"."seconds_before" as "secondsBefore",
  "booking"."seconds_after" as "secondsAfter",
  "booking"."starts_at" as "startsAt",
  "booking"."ends_at" as "endsAt",
  "booking"."booked_by" as "bookedBy",
  "booking"."cancelled_at" as "cancelledAt",
  "booking"."created_at" as "createdAt";
