-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- holdingsOf
select "user_id" as "userId", "role_id" as "roleId", "assigned_at" as "assignedAt", "expires_at" as "expiresAt"
from "user_role"
where "user_id" = any($1::uuid[]) and (user_role.expires_at is null or user_role.expires_at > now())
order by "assigned_at", "id";

-- holdersOf
select "user_id" as "userId", "role_id" as "roleId", "assigned_at" as "assignedAt", "expires_at" as "expiresAt"
from "user_role"
where "role_id" = $1 and (user_role.expires_at is null or user_role.expires_at > now());

-- administrators
select "user_id" as "userId", "role_id" as "roleId", "assigned_at" as "assignedAt", "expires_at" as "expiresAt"
from "user_role"
inner join "role" on "role"."id" = "user_role"."role_id"
where "role"."key" = $1 and (user_role.expires_at is null or user_role.expires_at > now());

-- countHolders
select "role_id" as "roleId", count(*)::int as "count"
from "user_role"
where "role_id" = any($1::uuid[]) and (user_role.expires_at is null or user_role.expires_at > now())
group by "role_id";
