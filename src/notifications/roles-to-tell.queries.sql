-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- rolesToTell
select "role"."id",
  coalesce(role.key, role.based_on) as "actsAs",
  exists (
    select "user_role"."id"
    from "user_role"
    where "user_role"."role_id" = "role"."id" and ("user_role"."expires_at" is null or "user_role"."expires_at" > $1)
  ) as "isHeld"
from "role"
where coalesce(role.key, role.based_on) in ($2, $3);
