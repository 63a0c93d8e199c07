-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- eventList, first page
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
where "event"."status" <> $1 and true
order by "event"."starts_at" asc, "event"."id" asc
limit $2;

select count(*) as total
from ((select "event"."id" from "event" where "event"."status" <> $1) limit $2) as counted;

-- eventList, filtered, next page
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
where "event"."status" <> $1
  and "event"."ends_at" > $2
  and "event"."starts_at" < $3
  and "event"."type" = $4
  and ("event"."starts_at", "event"."id") > ($5, $6)
order by "event"."starts_at" asc, "event"."id" asc
limit $7;

select count(*) as total
from (
  (
    select "event"."id"
    from "event"
    where "event"."status" <> $1 and "event"."ends_at" > $2 and "event"."starts_at" < $3 and "event"."type" = $4
  )
  limit $5
) as counted;
