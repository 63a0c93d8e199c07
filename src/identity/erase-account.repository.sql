-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- eraseAccount
update "user_account"
set "status" = $1, "name" = $2, "email" = $3, "password_hash" = $4, "updated_at" = $5, "auth_epoch" = "auth_epoch" + $6
where "id" = $7 and "status" <> $8;
