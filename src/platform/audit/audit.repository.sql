-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- addAuditRows
insert into "counter" ("name", "value")
values ($1, $2)
on conflict ("name")
do update set "value" = greatest(counter.value + $3, excluded.value)
returning "value";

insert into audit_log (
  id,
  seq,
  at,
  actor_kind,
  actor_id,
  actor_name,
  action,
  entity,
  entity_id,
  before,
  after,
  fields,
  ip,
  user_agent,
  request_id
)
select id,
  seq,
  at,
  actor_kind,
  actor_id,
  actor_name,
  action,
  entity,
  entity_id,
  before,
  after,
  fields,
  ip,
  user_agent,
  request_id
from jsonb_populate_recordset(null::audit_log, $1::jsonb);

-- addAuditRowOnce
insert into "counter" ("name", "value")
values ($1, $2)
on conflict ("name")
do update set "value" = greatest(counter.value + $3, excluded.value)
returning "value";

select "id"
from "audit_log"
where "id" = $1;
