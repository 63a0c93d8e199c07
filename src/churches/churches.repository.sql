-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- churchAt
select "id",
  "name",
  "denomination",
  "subdomain",
  "status",
  "cell",
  "schema_name" as "schemaName",
  "time_zone" as "timeZone",
  "currency"
from "church"
where "subdomain" = $1;

select "feature", "enabled"
from "church_feature"
where "church_id" = $1;

-- addWarmChurch
insert into "church" ("id", "schema_name", "cell", "version")
values ($1, $2, $3, $4);

-- claimWarmChurch
update "church"
set "status" = $1, "name" = $2, "denomination" = $3, "subdomain" = $4, "time_zone" = $5, "currency" = $6
where "id" = (select "id" from "church" where "status" = $7 order by "id" limit $8 for update skip locked)
returning "id", "cell", "schema_name" as "schemaName";

-- addChurchSettings
delete from "church_settings";

insert into "church_settings" ("id", "member_prefix")
values ($1, $2);

-- memberNumbering
select "member_prefix" as "prefix", "member_start" as "start"
from "church_settings";

-- lockSettings
select "id"
from "church_settings"
for update;
