-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- addRefs
insert into external_ref (entity, entity_id, source, external_id, import_id)
select $1, told."entityId", $2, told."externalId", $3
from jsonb_to_recordset($4::jsonb) as told ("entityId" uuid, "externalId" text)
on conflict do nothing;

-- forgetRefs
delete from "external_ref"
where "import_id" = $1 and "entity_id" = any($2::uuid[]);

-- forgetMemberRefs
delete from "external_ref"
where "entity" = $1 and "entity_id" = any($2::uuid[]);
