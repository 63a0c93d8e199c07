-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- exceptionsOf
select "original_at" as "originalAt",
  "kind",
  "starts_at" as "startsAt",
  "ends_at" as "endsAt",
  "title",
  "location",
  "capacity",
  "cancel_reason" as "cancelReason",
  "is_added" as "isAdded"
from "event_exception"
where "event_id" = $1
order by "original_at";

-- keepException
insert into "event_exception" (
  "kind",
  "title",
  "location",
  "capacity",
  "starts_at",
  "ends_at",
  "cancel_reason",
  "event_id",
  "original_at",
  "is_added"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict ("event_id", "original_at")
do update set "kind" = $11,
  "title" = $12,
  "location" = $13,
  "capacity" = $14,
  "starts_at" = $15,
  "ends_at" = $16,
  "cancel_reason" = $17,
  "updated_at" = $18;

-- cancelException
insert into "event_exception" ("kind", "cancel_reason", "event_id", "original_at")
values ($1, $2, $3, $4)
on conflict ("event_id", "original_at")
do update set "kind" = $5, "cancel_reason" = $6, "updated_at" = $7;

-- replaceExceptions
delete from "event_exception"
where "event_id" = $1;

insert into "event_exception" (
  "kind",
  "title",
  "location",
  "capacity",
  "starts_at",
  "ends_at",
  "cancel_reason",
  "event_id",
  "original_at",
  "is_added"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- isAddedOccurrence
select "is_added" as "isAdded"
from "event_exception"
where "event_id" = $1 and "original_at" = $2;
