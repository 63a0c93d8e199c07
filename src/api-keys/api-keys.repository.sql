-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- apiKeyPage, first page
select "id",
  "name",
  "prefix",
  "scopes",
  "created_by" as "createdBy",
  "created_at" as "createdAt",
  "expires_at" as "expiresAt",
  "last_used_at" as "lastUsedAt",
  "revoked_at" as "revokedAt"
from "api_key"
where true
order by "api_key"."id" desc
limit 26;

-- apiKeyPage, next page
select "id",
  "name",
  "prefix",
  "scopes",
  "created_by" as "createdBy",
  "created_at" as "createdAt",
  "expires_at" as "expiresAt",
  "last_used_at" as "lastUsedAt",
  "revoked_at" as "revokedAt"
from "api_key"
where ("api_key"."id") < ($1)
order by "api_key"."id" desc
limit 26;

-- countApiKeys
select count(*) as total
from ((select "id" from "api_key") limit $1) as counted;

-- findLiveKey
select "id",
  "name",
  "prefix",
  "scopes",
  "created_by" as "createdBy",
  "created_at" as "createdAt",
  "expires_at" as "expiresAt",
  "last_used_at" as "lastUsedAt",
  "revoked_at" as "revokedAt"
from "api_key"
where "key_hash" = $1 and "revoked_at" is null and "expires_at" > $2;

-- findApiKey
select "id",
  "name",
  "prefix",
  "scopes",
  "created_by" as "createdBy",
  "created_at" as "createdAt",
  "expires_at" as "expiresAt",
  "last_used_at" as "lastUsedAt",
  "revoked_at" as "revokedAt"
from "api_key"
where "id" = $1;

-- addApiKey
insert into "api_key" (
  "id", "church_id", "name", "prefix", "key_hash", "scopes", "created_by", "created_at", "expires_at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
returning "id",
  "name",
  "prefix",
  "scopes",
  "created_by" as "createdBy",
  "created_at" as "createdAt",
  "expires_at" as "expiresAt",
  "last_used_at" as "lastUsedAt",
  "revoked_at" as "revokedAt";

-- endApiKey
update "api_key"
set "revoked_at" = $1, "revoked_by" = $2, "updated_at" = $3
where "id" = $4 and "revoked_at" is null
returning "id",
  "name",
  "prefix",
  "scopes",
  "created_by" as "createdBy",
  "created_at" as "createdAt",
  "expires_at" as "expiresAt",
  "last_used_at" as "lastUsedAt",
  "revoked_at" as "revokedAt";

-- noteKeyUse
update "api_key"
set "last_used_at" = $1
where "id" = $2;

-- removeApiKeys
delete from "api_key"
where "church_id" = $1;
