-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- addAuditRows
insert into "counter" ("name", "value")
values ($1, $2)
on conflict ("name")
do update set "value" = greatest(counter.value + $3, excluded.value)
returning "value";

insert into "audit_log" (
  "id",
  "at",
  "action",
  "entity",
  "fields",
  "before",
  "after",
  "actor_kind",
  "actor_id",
  "actor_name",
  "entity_id",
  "ip",
  "user_agent",
  "request_id",
  "seq"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);

-- addAuditRowOnce
insert into "counter" ("name", "value")
values ($1, $2)
on conflict ("name")
do update set "value" = greatest(counter.value + $3, excluded.value)
returning "value";

select "id"
from "audit_log"
where "id" = $1;
