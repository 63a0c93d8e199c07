-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- ownMinistries
select "member_id" as "memberId", "ministry_id" as "ministryId", role in ('LEADER', 'ASSISTANT') as "isLed"
from "ministry_membership"
where "status" = $1 and "member_id" = any($2::uuid[])
order by "member_id", "ministry_id";
