-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- giveRoles
insert into "user_role" ("id", "user_id", "role_id")
select "given"."id", $1 as "user_id", "role"."id" as "role_id"
from unnest($2::uuid[], $3::uuid[]) as given(id, role_id)
inner join "role" on "role"."id" = "given"."role_id"
on conflict ("user_id", "role_id") do nothing;

-- takeRoles
delete from "user_role"
where "user_id" = $1;
