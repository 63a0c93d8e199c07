-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- addSuperAdmin
insert into "user_account" ("id", "email", "name", "password_hash", "church_id", "is_super_admin", "status")
values ($1, $2, $3, $4, $5, $6, $7)
on conflict do nothing;

-- disableSuperAdmin
update "user_account"
set "status" = $1, "auth_epoch" = "auth_epoch" + $2, "updated_at" = $3
where "is_super_admin" = $4 and "email" = $5
returning "id";

-- noteSignIn
update "user_account"
set "last_login_at" = $1, "updated_at" = $2
where "id" = $3;

-- lockPlatformFailures
insert into "super_admin_failure" ("slot", "window_started_at", "attempts", "told")
values ($1, $2, $3, $4)
on conflict do nothing;

select "window_started_at" as "windowStartedAt", "attempts", "told"
from "super_admin_failure"
where "slot" = $1
for update;

-- keepPlatformFailures
update "super_admin_failure"
set "window_started_at" = $1, "attempts" = $2, "told" = $3
where "slot" = $4;
