-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- takeKey
select pg_try_advisory_xact_lock(hashtextextended(current_schema() || $1, 0)) as taken;

-- findDone
select encode(request_hash, 'hex') as "requestHash", "response"
from "idempotency_key"
where "actor_id" = $1 and "operation" = $2 and "key" = $3 and "expires_at" > $4;

-- keepDone
insert into "idempotency_key" ("actor_id", "operation", "key", "request_hash", "response", "expires_at")
values ($1, $2, $3, decode($4, 'hex'), $5::jsonb, $6)
on conflict ("actor_id", "operation", "key")
do update set "request_hash" = decode($7, 'hex'), "response" = $8::jsonb, "expires_at" = $9;

delete from idempotency_key
where (actor_id, operation, key) in (
  select actor_id, operation, key
  from idempotency_key
  where expires_at <= $1
  limit 100
  for update skip locked
);
