-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- deliveryStatement
select id, church
from outbox.put($1, $2::jsonb);

-- lockLeftBehind
select "id", "church", "topic", "body"
from "message"
where "topic" = any($1::text[]) and "created_at" < clock_timestamp() - interval '2 seconds'
order by "id"
limit $2
for update skip locked;

-- removeSent
delete from "message"
where "id" = any($1::bigint[]);

-- lockMessagesOf
select "id", "church", "topic", "body", "created_at" as "createdAt"
from "message"
where "church" = $1
order by "id"
for update;

-- addWaiting
insert into "message" ("church", "topic", "body", "created_at")
values ($1, $2, $3::jsonb, $4);

-- removeMessagesOf
delete from "message"
where "church" = $1;
