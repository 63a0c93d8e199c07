-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- churchRecord
select "id",
  "subdomain",
  "name",
  "denomination",
  "status",
  "time_zone" as "timeZone",
  "currency",
  "locale",
  "plan",
  "trial_ends_at" as "trialEndsAt",
  "created_at" as "createdAt",
  "email",
  "phone",
  "address",
  "website"
from "church"
where "id" = $1;

select "feature", "enabled"
from "church_feature"
where "church_id" = $1
order by "feature";

-- isChurchId
select "id"
from "church"
where "id" = $1;

-- addChurchRecord
insert into "church" (
  "name",
  "subdomain",
  "denomination",
  "currency",
  "id",
  "status",
  "locale",
  "plan",
  "time_zone",
  "trial_ends_at",
  "created_at",
  "schema_name",
  "cell",
  "version"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

insert into "church_feature" ("church_id", "feature", "enabled")
values ($1, $2, $3);
