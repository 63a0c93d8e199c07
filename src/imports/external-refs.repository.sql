-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- addRefs
insert into external_ref (entity, entity_id, source, external_id, import_id)
select $1, told."entityId", $2, told."externalId", $3
from jsonb_to_recordset($4::jsonb) as told ("entityId" uuid, "externalId" text)
on conflict do nothing;

-- forgetRefs
delete from external_ref
where ctid = any(
  array(
    select found.place
    from unnest($1::uuid[]) wanted
    cross join lateral (
      select ctid as place
      from external_ref
      where entity = $2 and entity_id = wanted offset 0
    ) found
  )
)
  and import_id is not distinct
from $3;

-- forgetMemberRefs
delete from external_ref
where ctid = any(
  array(
    select found.place
    from unnest($1::uuid[]) wanted
    cross join lateral (
      select ctid as place
      from external_ref
      where entity = $2 and entity_id = wanted offset 0
    ) found
  )
);
