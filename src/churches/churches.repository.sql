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
  "currency",
  "version",
  "email",
  "phone",
  "address",
  "website",
  "revision"
from "church"
where "subdomain" = $1;

select "feature", "enabled"
from "church_feature"
where "church_id" = $1;

-- churchAtHost
select "id",
  "name",
  "denomination",
  "subdomain",
  "status",
  "cell",
  "schema_name" as "schemaName",
  "time_zone" as "timeZone",
  "currency",
  "version",
  "email",
  "phone",
  "address",
  "website",
  "revision"
from "church"
where "id" = (select church_at_host($1));

select "feature", "enabled"
from "church_feature"
where "church_id" = $1;

-- churchById
select "id",
  "name",
  "denomination",
  "subdomain",
  "status",
  "cell",
  "schema_name" as "schemaName",
  "time_zone" as "timeZone",
  "currency",
  "version",
  "email",
  "phone",
  "address",
  "website",
  "revision"
from "church"
where "id" = $1;

select "feature", "enabled"
from "church_feature"
where "church_id" = $1;

-- featureChoices
select "feature", "enabled"
from "church_feature"
where "church_id" = $1;

-- closedAmong
select "id", "status"
from "church"
where "id" = any($1::uuid[]) and "status" <> $2;

-- churchWithKey
select "id",
  "name",
  "denomination",
  "subdomain",
  "status",
  "cell",
  "schema_name" as "schemaName",
  "time_zone" as "timeZone",
  "currency",
  "version",
  "email",
  "phone",
  "address",
  "website",
  "revision"
from "church"
where "schema_name" = $1;

select "feature", "enabled"
from "church_feature"
where "church_id" = $1;

-- addWarmChurch
insert into "church" ("id", "schema_name", "cell", "version")
values ($1, $2, $3, $4);

-- claimChurch
select outcome, id, cell, schema_name as "schemaName"
from claim_church( $1, $2, $3, $4, $5, $6::timestamptz, $7::text[]);

-- isSubdomainTaken
select "id"
from "church"
where "subdomain" = $1;

-- lockSettings
select "id"
from "church_settings"
for update;

-- addChurchSettings
delete from "church_settings";

insert into "church_settings" ("id", "member_prefix")
values ($1, $2);

-- memberNumbering
select "member_prefix" as "prefix", "member_start" as "start"
from "church_settings";
