-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- auditLog, first page
select "id",
  "seq",
  "seq" as "sequence",
  "at",
  "action",
  "entity",
  "before",
  "after",
  "fields",
  "ip",
  "actor_kind" as "actorKind",
  "actor_id" as "actorId",
  "actor_name" as "actorName",
  "entity_id" as "entityId",
  "user_agent" as "userAgent",
  "request_id" as "requestId"
from "audit_log"
where true
order by "audit_log"."seq" desc
limit 26;

select count(*) as total
from ((select "audit_log"."id" from "audit_log") limit $1) as counted;

-- auditLog, filtered, next page
select "id",
  "seq",
  "seq" as "sequence",
  "at",
  "action",
  "entity",
  "before",
  "after",
  "fields",
  "ip",
  "actor_kind" as "actorKind",
  "actor_id" as "actorId",
  "actor_name" as "actorName",
  "entity_id" as "entityId",
  "user_agent" as "userAgent",
  "request_id" as "requestId"
from "audit_log"
where "entity" = $1
  and "entity_id" = $2
  and "actor_id" = $3
  and "action" = $4
  and "at" >= $5
  and "at" < $6
  and ("audit_log"."seq") < ($7)
order by "audit_log"."seq" desc
limit 26;

select count(*) as total
from (
  (
    select "audit_log"."id"
    from "audit_log"
    where "entity" = $1 and "entity_id" = $2 and "actor_id" = $3 and "action" = $4 and "at" >= $5 and "at" < $6
  )
  limit $7
) as counted;
