-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- rolesOf
select "user_role"."user_id" as "userId", coalesce("role"."key", "role"."based_on") as "key"
from "user_role"
inner join "role" on "role"."id" = "user_role"."role_id"
where "user_role"."user_id" = any($1::uuid[]) and ("expires_at" is null or "expires_at" > now());

-- giveRole
insert into "user_role" ("id", "user_id", "role_id")
select $1 as "id", $2 as "user_id", "role"."id"
from "role"
where "role"."key" = $3
on conflict ("user_id", "role_id") do nothing;
