-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- addUser
insert into "user_account" ("id", "church_id", "email", "name", "password_hash", "status", "email_verified_at")
values ($1, $2, $3, $4, $5, $6, $7);

-- addInvitedUser
insert into "user_account" ("id", "church_id", "email", "name", "status", "created_at", "updated_at")
values ($1, $2, $3, $4, $5, $6, $7)
on conflict ("church_id", "email")
do update set "name" = $8, "updated_at" = $9
where "user_account"."status" = $10
returning "id";

-- activateUser
update "user_account"
set "status" = $1, "password_hash" = $2, "password_changed_at" = $3, "email_verified_at" = $4, "updated_at" = $5
where "id" = $6 and "status" = $7;
