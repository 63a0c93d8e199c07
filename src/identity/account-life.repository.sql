-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- removeAccounts
delete from "account_failure"
where "church_id" = $1;

delete from "refresh_session"
where "church_id" = $1;

delete from "user_account"
where "church_id" = $1;

-- accountsOfChurch
select "id",
  "email",
  "name",
  "password_hash" as "passwordHash",
  "status",
  "auth_epoch" as "authEpoch",
  "last_login_at" as "lastLoginAt",
  "created_at" as "createdAt",
  "email_verified_at" as "emailVerifiedAt",
  "must_change_password" as "mustChangePassword"
from "user_account"
where "church_id" = $1
order by "id";

-- takenAccountIds
select "id"
from "user_account"
where "id" = any($1::uuid[]);

-- addKeptAccounts
insert into "user_account" (
  "id",
  "email",
  "name",
  "status",
  "password_hash",
  "auth_epoch",
  "last_login_at",
  "email_verified_at",
  "must_change_password",
  "church_id",
  "created_at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);
