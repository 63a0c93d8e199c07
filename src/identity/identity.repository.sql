-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- findUserByEmail
select "id", "email", "name", "status", "password_hash" as "passwordHash", "auth_epoch" as "authEpoch"
from "user_account"
where "email" = $1;

-- findUser
select "id", "email", "name", "status", "password_hash" as "passwordHash", "auth_epoch" as "authEpoch"
from "user_account"
where "id" = $1;

-- hasUsers
select "id"
from "user_account"
limit $1;

-- addUser
insert into "user_account" ("id", "church_id", "email", "name", "password_hash", "status")
values ($1, $2, $3, $4, $5, $6);

-- beginSession
insert into "refresh_session" (
  "id", "church_id", "user_id", "family_id", "token_hash", "expires_at", "family_expires_at", "ip", "user_agent"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9);

update "user_account"
set "last_login_at" = $1, "updated_at" = $2
where "id" = $3;
