-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- ownMemberships
select "id",
  "ministry_id" as "ministryId",
  "member_id" as "memberId",
  "role",
  "status",
  "joined_at" as "joinedAt",
  "left_at" as "leftAt",
  null as "notes"
from "ministry_membership"
where "member_id" = $1
order by "created_at" desc, "id";
