-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- earlierPasswords
select "password_hash" as "hash"
from "password_history"
where "user_id" = $1
order by "id" desc;

-- setPassword
insert into "password_history" ("id", "church_id", "user_id", "password_hash", "created_at")
values ($1, $2, $3, $4, $5);

delete from "password_history"
where "user_id" = $1
  and "id" not in (select "id" from "password_history" where "user_id" = $2 order by "id" desc limit $3);

update "user_account"
set "password_hash" = $1,
  "password_changed_at" = $2,
  "must_change_password" = $3,
  "updated_at" = $4,
  "auth_epoch" = auth_epoch + 1
where "id" = $5
returning "auth_epoch" as "epoch";

-- rehashPassword
update "user_account"
set "password_hash" = $1
where "id" = $2 and "password_hash" = $3;
