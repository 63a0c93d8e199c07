-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- rolesById
select "role"."id",
  "role"."key",
  "role"."name",
  "role"."description",
  "role"."color",
  "role"."icon",
  "role"."is_system" as "isSystem",
  "role"."requires_totp" as "requiresTotp",
  "role"."based_on" as "basedOn",
  "role"."created_at" as "createdAt",
  "role"."updated_at" as "updatedAt",
  "role"."version"
from "role"
where "role"."id" = any($1::uuid[]);

-- grantsOfRoles
select "role_id" as "roleId", "resource", "action", "scope"
from "role_permission"
where "role_id" = any($1::uuid[])
order by "resource", "action";

-- lockRoles
select "id"
from "role"
where "key" = $1
for update;

-- isRoleNameTaken, of a new role
select "id"
from "role"
where lower(name) = lower($1);

-- isRoleNameTaken, of another role
select "id"
from "role"
where lower(name) = lower($1) and "id" <> $2;

-- addRole
insert into "role" ("id", "name")
values ($1, $2)
returning "role"."id",
  "role"."key",
  "role"."name",
  "role"."description",
  "role"."color",
  "role"."icon",
  "role"."is_system" as "isSystem",
  "role"."requires_totp" as "requiresTotp",
  "role"."based_on" as "basedOn",
  "role"."created_at" as "createdAt",
  "role"."updated_at" as "updatedAt",
  "role"."version";

-- changeRole
update "role"
set "name" = $1, "updated_at" = $2, "version" = "version" + $3
where "id" = $4
returning "role"."id",
  "role"."key",
  "role"."name",
  "role"."description",
  "role"."color",
  "role"."icon",
  "role"."is_system" as "isSystem",
  "role"."requires_totp" as "requiresTotp",
  "role"."based_on" as "basedOn",
  "role"."created_at" as "createdAt",
  "role"."updated_at" as "updatedAt",
  "role"."version";

-- replaceGrants
delete from "role_permission"
where "role_id" = $1;

insert into "role_permission" ("role_id", "resource", "action", "scope")
values ($1, $2, $3, $4);

-- removeRole
delete from "user_role"
where "role_id" = $1 and "expires_at" <= now();

delete from "role"
where "id" = $1;

-- holdRole
insert into "user_role" ("id", "user_id", "role_id", "assigned_by", "assigned_at", "expires_at", "updated_at")
values ($1, $2, $3, $4, $5, $6, $7)
on conflict ("user_id", "role_id")
do update set "assigned_by" = $8, "assigned_at" = $9, "expires_at" = $10, "updated_at" = $11;

-- dropRole
delete from "user_role"
where "user_id" = $1 and "role_id" = $2;
