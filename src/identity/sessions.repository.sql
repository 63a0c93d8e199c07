-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- beginSession
insert into "refresh_session" (
  "id",
  "church_id",
  "user_id",
  "family_id",
  "parent_id",
  "token_hash",
  "expires_at",
  "family_expires_at",
  "ip",
  "user_agent",
  "created_at",
  "updated_at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

update "user_account"
set "last_login_at" = $1, "updated_at" = $2
where "id" = $3;

-- addRefreshToken
insert into "refresh_session" (
  "id",
  "church_id",
  "user_id",
  "family_id",
  "parent_id",
  "token_hash",
  "expires_at",
  "family_expires_at",
  "ip",
  "user_agent",
  "created_at",
  "updated_at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- findRefreshToken
select "id",
  "user_id" as "userId",
  "family_id" as "familyId",
  "expires_at" as "expiresAt",
  "family_expires_at" as "familyExpiresAt",
  "used_at" as "usedAt",
  "revoked_at" as "revokedAt"
from "refresh_session"
where "token_hash" = $1;

-- useRefreshToken
update "refresh_session"
set "used_at" = $1, "revoked_at" = $2, "revoke_reason" = $3, "updated_at" = $4
where "id" = $5;

-- endSessions, all
update "refresh_session"
set "revoked_at" = $1, "revoke_reason" = $2, "updated_at" = $3
where "user_id" = $4 and "revoked_at" is null;

-- endSessions, one
update "refresh_session"
set "revoked_at" = $1, "revoke_reason" = $2, "updated_at" = $3
where "user_id" = $4 and "revoked_at" is null and "family_id" = $5;

-- endSessions, all but one
update "refresh_session"
set "revoked_at" = $1, "revoke_reason" = $2, "updated_at" = $3
where "user_id" = $4 and "revoked_at" is null and "family_id" != $5;

-- liveSessions
select "family_id" as "id",
  "user_agent" as "device",
  host(ip) as "place",
  "created_at" as "lastUsedAt",
  "family_expires_at" as "endsAt"
from "refresh_session"
where "user_id" = $1 and "revoked_at" is null and "expires_at" > $2
order by "created_at" desc, "id" desc;
