-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- churchUser
select "user_account"."id",
  "user_account"."email",
  "user_account"."name",
  "user_account"."status",
  "user_account"."must_change_password" as "mustChangePassword",
  "user_account"."last_login_at" as "lastLoginAt",
  "user_account"."created_at" as "createdAt"
from "user_account"
where "id" = $1;

-- activeAmong
select "id"
from "user_account"
where "status" = $1 and "id" = any($2::uuid[]);

-- moveStatus
update "user_account"
set "status" = $1, "auth_epoch" = "auth_epoch" + $2, "updated_at" = $3
where "id" = $4 and "status" = $5
returning "user_account"."id",
  "user_account"."email",
  "user_account"."name",
  "user_account"."status",
  "user_account"."must_change_password" as "mustChangePassword",
  "user_account"."last_login_at" as "lastLoginAt",
  "user_account"."created_at" as "createdAt";

-- demandPassword
update "user_account"
set "must_change_password" = $1, "auth_epoch" = "auth_epoch" + $2, "updated_at" = $3
where "id" = $4 and "status" = $5
returning "user_account"."id",
  "user_account"."email",
  "user_account"."name",
  "user_account"."status",
  "user_account"."must_change_password" as "mustChangePassword",
  "user_account"."last_login_at" as "lastLoginAt",
  "user_account"."created_at" as "createdAt";

-- raiseEpoch
update "user_account"
set "auth_epoch" = $1, "updated_at" = $2
where "id" = $3 and "auth_epoch" = $4;

-- endEverySession
update "refresh_session"
set "revoked_at" = $1, "revoke_reason" = $2, "updated_at" = $3
where "user_id" = $4 and "revoked_at" is null;
