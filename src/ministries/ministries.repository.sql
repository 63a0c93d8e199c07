-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- ministriesOf
select "ministry"."id",
  "ministry"."name",
  "ministry"."description",
  "ministry"."category",
  "ministry"."meeting_schedule" as "meetingSchedule",
  "ministry"."location",
  "ministry_membership"."member_id" as "memberId"
from "ministry_membership"
inner join "ministry" on "ministry"."id" = "ministry_membership"."ministry_id"
where "ministry_membership"."status" = $1
  and "ministry"."archived_at" is null
  and "ministry_membership"."member_id" = any($2::uuid[])
order by "ministry"."name", "ministry"."id";

-- addMinistries
insert into "ministry" ("id", "name", "description", "category", "location", "meeting_schedule")
values ($1, $2, $3, $4, $5, $6);

-- addMinistryMembers
insert into "ministry_membership" ("id", "role", "status", "ministry_id", "member_id", "joined_at")
values ($1, $2, $3, $4, $5, $6);
