-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- platformChurchPage, first page
select "id",
  "name",
  "subdomain",
  "denomination",
  "status",
  "suspended_reason" as "suspendedReason",
  "plan",
  "trial_ends_at" as "trialEndsAt",
  "complimentary_until" as "complimentaryUntil",
  "created_at" as "createdAt"
from "church"
where "church"."status" <> $1 and true
order by "church"."id" desc
limit 26;

-- platformChurchPage, filtered, next page
select "id",
  "name",
  "subdomain",
  "denomination",
  "status",
  "suspended_reason" as "suspendedReason",
  "plan",
  "trial_ends_at" as "trialEndsAt",
  "complimentary_until" as "complimentaryUntil",
  "created_at" as "createdAt"
from "church"
where "church"."status" <> $1 and "church"."status" = $2 and "church"."subdomain" = $3 and ("church"."id") < ($4)
order by "church"."id" desc
limit 26;

-- countPlatformChurches
select count(*) as total
from (
  (
    select "church"."id"
    from "church"
    where "church"."status" <> $1 and "church"."status" = $2 and "church"."subdomain" = $3
  )
  limit $4
) as counted;

-- platformChurch
select "id",
  "name",
  "subdomain",
  "denomination",
  "status",
  "suspended_reason" as "suspendedReason",
  "plan",
  "trial_ends_at" as "trialEndsAt",
  "complimentary_until" as "complimentaryUntil",
  "created_at" as "createdAt"
from "church"
where "church"."id" = $1 and "church"."status" <> $2;

-- openPlaceOf
select "cell", "schema_name" as "schemaName"
from "church"
where "id" = $1 and "status" in ($2, $3);
