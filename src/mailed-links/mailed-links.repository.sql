-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- addLink
insert into "password_reset_token" (
  "id", "church_id", "user_id", "purpose", "new_email", "expires_at", "ip", "created_at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict ("id") do nothing;

update "password_reset_token"
set "used_at" = $1, "updated_at" = $2
where "user_id" = $3 and "purpose" = $4 and "id" != $5 and "used_at" is null;

-- findLink
select "id", "user_id" as "userId", "purpose", "new_email" as "newEmail"
from "password_reset_token"
where "used_at" is null and "expires_at" > $1 and "id" = $2;

-- findLinkByHash
select "id", "user_id" as "userId", "purpose", "new_email" as "newEmail"
from "password_reset_token"
where "used_at" is null and "expires_at" > $1 and "token_hash" = $2;

-- armLink
update "password_reset_token"
set "token_hash" = $1
where "id" = $2;

-- useLink
update "password_reset_token"
set "used_at" = $1, "updated_at" = $2
where "id" = $3 and "used_at" is null and "expires_at" > $4;

-- accountWithAddress
select "id", "email_verified_at" as "verifiedAt"
from "user_account"
where encode(sha256(convert_to(email, 'UTF8')), 'hex') = $1 and "status" = $2;
