-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- removeExpired
select remove_expired($1) as removed;

-- forgetInvitationsOf
update "invitation"
set "revoked_at" = $1
where "member_id" = $2 and "accepted_at" is null and "revoked_at" is null
returning "user_id" as "userId";

update "invitation"
set "email" = id || '@erased.invalid', "name" = $1, "token_hash" = $2, "updated_at" = $3
where "member_id" = $4;

-- addInvitation
insert into "invitation" (
  "id",
  "church_id",
  "user_id",
  "email",
  "name",
  "role_ids",
  "member_id",
  "expires_at",
  "invited_by",
  "created_at",
  "updated_at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
on conflict ("church_id", "email")
where "accepted_at" is null and "revoked_at" is null do nothing;

-- findInvitation
select "id",
  "user_id" as "userId",
  "email",
  "name",
  "role_ids" as "roleIds",
  "member_id" as "memberId",
  "expires_at" as "expiresAt",
  "accepted_at" as "acceptedAt",
  "revoked_at" as "revokedAt"
from "invitation"
where "id" = $1;

-- findInvitationByHash
select "id",
  "user_id" as "userId",
  "email",
  "name",
  "role_ids" as "roleIds",
  "member_id" as "memberId",
  "expires_at" as "expiresAt",
  "accepted_at" as "acceptedAt",
  "revoked_at" as "revokedAt"
from "invitation"
where "token_hash" = $1;

-- openInvitations
select "id",
  "user_id" as "userId",
  "email",
  "name",
  "role_ids" as "roleIds",
  "member_id" as "memberId",
  "expires_at" as "expiresAt",
  "accepted_at" as "acceptedAt",
  "revoked_at" as "revokedAt"
from "invitation"
where "accepted_at" is null and "revoked_at" is null
order by "id" desc
limit $1;

-- isAddressFree
select "id"
from "user_account"
where "email" = $1 and "status" <> $2;

select "id"
from "invitation"
where "email" = $1 and "accepted_at" is null and "revoked_at" is null and "expires_at" > $2;

-- armInvitation
update "invitation"
set "token_hash" = $1
where "id" = $2;

-- extendInvitation
update "invitation"
set "expires_at" = $1, "updated_at" = $2
where "id" = $3 and "accepted_at" is null and "revoked_at" is null
returning "id",
  "user_id" as "userId",
  "email",
  "name",
  "role_ids" as "roleIds",
  "member_id" as "memberId",
  "expires_at" as "expiresAt",
  "accepted_at" as "acceptedAt",
  "revoked_at" as "revokedAt";

-- revokeOpen
update "invitation"
set "revoked_at" = $1, "updated_at" = $2
where "id" = $3 and "accepted_at" is null and "revoked_at" is null
returning "id",
  "user_id" as "userId",
  "email",
  "name",
  "role_ids" as "roleIds",
  "member_id" as "memberId",
  "expires_at" as "expiresAt",
  "accepted_at" as "acceptedAt",
  "revoked_at" as "revokedAt";

-- revokeOver
update "invitation"
set "revoked_at" = $1, "updated_at" = $2
where "email" = $3 and "accepted_at" is null and "revoked_at" is null and "expires_at" <= $4;

-- acceptOpen
update "invitation"
set "accepted_at" = $1, "updated_at" = $2
where "id" = $3 and "accepted_at" is null and "revoked_at" is null and "expires_at" > $4;
