-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- lockChurch
select "revision", "denomination"
from "church"
where "id" = $1
for update;

-- renameOwnChurch
select rename_church($1) as outcome;

-- changeChurch
update "church"
set "email" = $1,
  "time_zone" = $2,
  "name" = $3,
  "denomination" = $4,
  "currency" = $5,
  "updated_at" = $6,
  "revision" = revision + 1
where "id" = $7;

-- chooseFeatures
insert into "church_feature" ("church_id", "feature", "enabled", "changed_by", "changed_at")
values ($1, $2, $3, $4, $5)
on conflict ("church_id", "feature")
do update set "enabled" = "excluded"."enabled",
  "changed_by" = "excluded"."changed_by",
  "changed_at" = "excluded"."changed_at";

-- forgetChoices
delete from "church_feature"
where "church_id" = $1 and "feature" = any($2::text[]);
