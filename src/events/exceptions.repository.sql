-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- exceptionsOf
select "original_at" as "originalAt",
  "kind",
  "starts_at" as "startsAt",
  "ends_at" as "endsAt",
  "title",
  "location",
  "capacity",
  "cancel_reason" as "cancelReason"
from "event_exception"
where "event_id" = $1
order by "original_at";

-- keepException
insert into "event_exception" (
  "kind", "title", "location", "capacity", "starts_at", "ends_at", "cancel_reason", "event_id", "original_at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict ("event_id", "original_at")
do update set "kind" = $10,
  "title" = $11,
  "location" = $12,
  "capacity" = $13,
  "starts_at" = $14,
  "ends_at" = $15,
  "cancel_reason" = $16,
  "updated_at" = $17;

-- cancelException
insert into "event_exception" ("kind", "cancel_reason", "event_id", "original_at")
values ($1, $2, $3, $4)
on conflict ("event_id", "original_at")
do update set "kind" = $5, "cancel_reason" = $6, "updated_at" = $7;

-- replaceExceptions
delete from "event_exception"
where "event_id" = $1;

insert into "event_exception" (
  "kind", "title", "location", "capacity", "starts_at", "ends_at", "cancel_reason", "event_id", "original_at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9);
