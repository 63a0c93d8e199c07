-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- feedsOf
select "id",
  "user_id" as "userId",
  "kind",
  "ministry_id" as "ministryId",
  "created_at" as "createdAt",
  "revoked_at" as "revokedAt"
from "calendar_feed"
where "user_id" = $1 and "revoked_at" is null
order by "id" desc;

-- findLiveFeed
select "id",
  "user_id" as "userId",
  "kind",
  "ministry_id" as "ministryId",
  "created_at" as "createdAt",
  "revoked_at" as "revokedAt"
from "calendar_feed"
where "token_hash" = $1 and "revoked_at" is null;

-- addFeed
insert into "calendar_feed" ("id", "kind", "user_id", "ministry_id", "token_hash")
values ($1, $2, $3, $4, $5)
returning "id",
  "user_id" as "userId",
  "kind",
  "ministry_id" as "ministryId",
  "created_at" as "createdAt",
  "revoked_at" as "revokedAt";

-- revokeFeed
update "calendar_feed"
set "revoked_at" = $1
where "id" = $2 and "user_id" = $3 and "revoked_at" is null
returning "id",
  "user_id" as "userId",
  "kind",
  "ministry_id" as "ministryId",
  "created_at" as "createdAt",
  "revoked_at" as "revokedAt";
