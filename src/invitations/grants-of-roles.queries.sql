-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- grantsOfRoles
select "role"."id" as "roleId", "resource", "action", "scope"
from "role"
left join "role_permission" on "role_permission"."role_id" = "role"."id"
where "role"."id" = any($1::uuid[]);

-- memberToLink
select "id", "user_id" as "userId"
from "member"
where "id" = $1;

-- systemRoleId
select "id"
from "role"
where "key" = $1;
