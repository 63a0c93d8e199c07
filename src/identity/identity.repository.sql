-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- findUserByEmail
select "id", "email", "name", "status", "password_hash" as "passwordHash", "auth_epoch" as "authEpoch"
from "user_account"
where "email" = $1;

-- findUser
select "id", "email", "name", "status", "password_hash" as "passwordHash", "auth_epoch" as "authEpoch"
from "user_account"
where "id" = $1;

-- lockUser
select "id", "email", "name", "status", "password_hash" as "passwordHash", "auth_epoch" as "authEpoch"
from "user_account"
where "id" = $1 for no key update;

-- findUsersWithSessions
select "asked"."family_id" as "familyId",
  "user_account"."id",
  "email",
  "name",
  "locale",
  "status",
  "auth_epoch" as "authEpoch",
  "must_change_password" as "mustChangePassword",
  exists (
    select "refresh_session"."id"
    from "refresh_session"
    where "refresh_session"."user_id" = "user_account"."id"
      and "refresh_session"."family_id" = "asked"."family_id"
      and "revoked_at" is null
      and "family_expires_at" > $1
  ) as "hasSession",
  exists (
    select "second_factor"."user_id"
    from "second_factor"
    where "second_factor"."user_id" = "user_account"."id" and "confirmed_at" is not null
  ) as "hasSecondFactor"
from "user_account"
inner join unnest($2::uuid[], $3::uuid[]) as asked(user_id, family_id) on "asked"."user_id" = "user_account"."id";

-- findUserWithSession
select "user_account"."id",
  "email",
  "name",
  "locale",
  "status",
  "auth_epoch" as "authEpoch",
  "must_change_password" as "mustChangePassword",
  exists (
    select "refresh_session"."id"
    from "refresh_session"
    where "refresh_session"."user_id" = "user_account"."id"
      and "refresh_session"."family_id" = $1
      and "revoked_at" is null
      and "family_expires_at" > $2
  ) as "hasSession",
  exists (
    select "second_factor"."user_id"
    from "second_factor"
    where "second_factor"."user_id" = "user_account"."id" and "confirmed_at" is not null
  ) as "hasSecondFactor"
from "user_account"
where "id" = $3;

-- hasUsers
select "id"
from "user_account"
limit $1;

-- hasProvedAddress
select "id"
from "user_account"
where "status" = $1 and "email_verified_at" is not null
limit $2;

-- changeProfile
update "user_account"
set "name" = $1, "locale" = $2, "updated_at" = $3
where "id" = $4
returning "id", "email", "name";

-- accountState
select "locale", "email_verified_at" as "emailVerifiedAt"
from "user_account"
where "id" = $1;

-- mailboxOf
select "email" as "address", "name", "locale"
from "user_account"
where "id" = $1 and "status" = $2 and "email_verified_at" is not null;

-- verifyAddress
update "user_account"
set "email" = $1, "email_verified_at" = $2, "updated_at" = $3
where "id" = $4;
