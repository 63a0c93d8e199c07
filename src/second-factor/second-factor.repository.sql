-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- findSecondFactor
select "user_id" as "userId",
  "secret",
  "confirmed_at" as "confirmedAt",
  "last_step" as "lastStep",
  "failures",
  "locked_until" as "lockedUntil"
from "second_factor"
where "user_id" = $1;

-- proposeSecret
insert into "second_factor" ("user_id", "church_id", "secret", "created_at", "updated_at")
values ($1, $2, $3, $4, $5)
on conflict ("user_id")
do update set "secret" = $6, "last_step" = $7, "updated_at" = $8
where "second_factor"."confirmed_at" is null;

-- confirmSecret
update "second_factor"
set "confirmed_at" = $1, "updated_at" = $2
where "user_id" = $3;

-- noteTry
update "second_factor"
set "failures" = $1, "locked_until" = $2, "updated_at" = $3, "last_step" = $4
where "user_id" = $5;

-- removeSecondFactor
delete from "recovery_code"
where "user_id" = $1;

delete from "second_factor"
where "user_id" = $1;

-- addRecoveryCodes
insert into "recovery_code" ("id", "church_id", "user_id", "code_hash")
values ($1, $2, $3, $4);

-- useRecoveryCode
update "recovery_code"
set "used_at" = $1
where "user_id" = $2 and "code_hash" = $3 and "used_at" is null;

-- countRecoveryCodes
select count(*) as "count"
from "recovery_code"
where "user_id" = $1 and "used_at" is null;
