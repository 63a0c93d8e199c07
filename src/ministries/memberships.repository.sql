-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- currentMembership
select "ministry_membership"."id",
  "ministry_membership"."ministry_id" as "ministryId",
  "ministry_membership"."member_id" as "memberId",
  "ministry_membership"."role",
  "ministry_membership"."status",
  "ministry_membership"."joined_at" as "joinedAt",
  "ministry_membership"."left_at" as "leftAt",
  "ministry_membership"."notes"
from "ministry_membership"
where "ministry_id" = $1 and "member_id" = $2 and "status" <> $3;

-- countActive
select count(*) as "count"
from "ministry_membership"
where "ministry_id" = $1 and "status" = $2;

-- addMembership
insert into "ministry_membership" ("id", "role", "status", "notes", "ministry_id", "member_id", "joined_at")
values ($1, $2, $3, $4, $5, $6, $7)
returning "ministry_membership"."id",
  "ministry_membership"."ministry_id" as "ministryId",
  "ministry_membership"."member_id" as "memberId",
  "ministry_membership"."role",
  "ministry_membership"."status",
  "ministry_membership"."joined_at" as "joinedAt",
  "ministry_membership"."left_at" as "leftAt",
  "ministry_membership"."notes";

-- changeMembership
update "ministry_membership"
set "status" = $1, "role" = $2, "joined_at" = $3, "left_at" = $4, "updated_at" = $5
where "id" = $6
returning "ministry_membership"."id",
  "ministry_membership"."ministry_id" as "ministryId",
  "ministry_membership"."member_id" as "memberId",
  "ministry_membership"."role",
  "ministry_membership"."status",
  "ministry_membership"."joined_at" as "joinedAt",
  "ministry_membership"."left_at" as "leftAt",
  "ministry_membership"."notes";

-- endMemberships
update "ministry_membership"
set "status" = $1, "left_at" = $2, "updated_at" = $3
where "ministry_id" = $4 and "status" <> $5
returning "member_id" as "memberId";
