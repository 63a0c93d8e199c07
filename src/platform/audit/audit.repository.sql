-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- auditRowsStatement
with "taken" as (
  insert into "counter" ("name", "value")
  values ($1, $2::bigint)
  on conflict ("name")
  do update set "value" = greatest(counter.value + $3::bigint, excluded.value)
  returning "value"
) insert into "audit_log" ("id", "seq", "at", "actor_kind", "actor_id", "actor_name", "action", "entity", "entity_id", "before", "after", "fields", "ip", "user_agent", "request_id")
select "told"."id",
  taken.value - $4::bigint + told.seq,
  "told"."at",
  "told"."actor_kind",
  "told"."actor_id",
  "told"."actor_name",
  "told"."action",
  "told"."entity",
  "told"."entity_id",
  "told"."before",
  "told"."after",
  "told"."fields",
  "told"."ip",
  "told"."user_agent",
  "told"."request_id"
from taken, jsonb_populate_recordset(null::audit_log, $5::jsonb) as told;

-- addAuditRowOnce
insert into "counter" ("name", "value")
values ($1, $2::bigint)
on conflict ("name")
do update set "value" = greatest(counter.value + $3::bigint, excluded.value)
returning "value";

select "id"
from "audit_log"
where "id" = $1;
