-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- eventsById
select "event"."id",
  "event"."title",
  "event"."description",
  "event"."type",
  "event"."status",
  "event"."starts_at" as "startsAt",
  "event"."ends_at" as "endsAt",
  "event"."time_zone" as "timeZone",
  "event"."location",
  "event"."created_by" as "createdBy",
  "event"."created_at" as "createdAt",
  "event"."updated_at" as "updatedAt",
  "event"."version"
from "event"
where "event"."id" = any($1::uuid[]);

-- addEvent
insert into "event" (
  "id", "title", "description", "type", "location", "starts_at", "ends_at", "time_zone", "created_by"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
returning "event"."id",
  "event"."title",
  "event"."description",
  "event"."type",
  "event"."status",
  "event"."starts_at" as "startsAt",
  "event"."ends_at" as "endsAt",
  "event"."time_zone" as "timeZone",
  "event"."location",
  "event"."created_by" as "createdBy",
  "event"."created_at" as "createdAt",
  "event"."updated_at" as "updatedAt",
  "event"."version";

-- addEvents
insert into "event" (
  "id", "title", "description", "type", "location", "starts_at", "ends_at", "time_zone", "created_by"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
returning "event"."id",
  "event"."title",
  "event"."description",
  "event"."type",
  "event"."status",
  "event"."starts_at" as "startsAt",
  "event"."ends_at" as "endsAt",
  "event"."time_zone" as "timeZone",
  "event"."location",
  "event"."created_by" as "createdBy",
  "event"."created_at" as "createdAt",
  "event"."updated_at" as "updatedAt",
  "event"."version";
