-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- ministriesOf
select "ministry"."id",
  "ministry"."name",
  "ministry"."description",
  "ministry"."category",
  "ministry"."meeting_schedule" as "meetingSchedule",
  "ministry"."location",
  "ministry"."capacity",
  "ministry"."join_policy" as "joinPolicy",
  "ministry"."archived_at" as "archivedAt",
  "ministry"."created_at" as "createdAt",
  "ministry"."updated_at" as "updatedAt",
  "ministry"."version",
  array(
    select guide.member_id
    from ministry_membership guide
    where guide.ministry_id = ministry.id and guide.status = 'ACTIVE' and guide.role in ('LEADER', 'ASSISTANT')
  ) as "leaderIds",
  string_agg(ministry_membership.member_id::text, ',') as "memberIds"
from "ministry_membership"
inner join "ministry" on "ministry"."id" = "ministry_membership"."ministry_id"
where "ministry_membership"."status" = $1
  and "ministry"."archived_at" is null
  and "ministry_membership"."member_id" = any($2::uuid[])
group by "ministry"."id"
order by "ministry"."name", "ministry"."id";

-- ministriesById
select "ministry"."id",
  "ministry"."name",
  "ministry"."description",
  "ministry"."category",
  "ministry"."meeting_schedule" as "meetingSchedule",
  "ministry"."location",
  "ministry"."capacity",
  "ministry"."join_policy" as "joinPolicy",
  "ministry"."archived_at" as "archivedAt",
  "ministry"."created_at" as "createdAt",
  "ministry"."updated_at" as "updatedAt",
  "ministry"."version",
  array(
    select guide.member_id
    from ministry_membership guide
    where guide.ministry_id = ministry.id and guide.status = 'ACTIVE' and guide.role in ('LEADER', 'ASSISTANT')
  ) as "leaderIds"
from "ministry"
where "ministry"."id" = any($1::uuid[]);

-- lockMinistry
select "id"
from "ministry"
where "id" = $1
for update;

select "ministry"."id",
  "ministry"."name",
  "ministry"."description",
  "ministry"."category",
  "ministry"."meeting_schedule" as "meetingSchedule",
  "ministry"."location",
  "ministry"."capacity",
  "ministry"."join_policy" as "joinPolicy",
  "ministry"."archived_at" as "archivedAt",
  "ministry"."created_at" as "createdAt",
  "ministry"."updated_at" as "updatedAt",
  "ministry"."version",
  array(
    select guide.member_id
    from ministry_membership guide
    where guide.ministry_id = ministry.id and guide.status = 'ACTIVE' and guide.role in ('LEADER', 'ASSISTANT')
  ) as "leaderIds"
from "ministry"
where "ministry"."id" = any($1::uuid[]);

-- addMinistries
insert into "ministry" ("id", "name", "category", "description", "location", "meeting_schedule")
values ($1, $2, $3, $4, $5, $6);

-- changeMinistry
update "ministry"
set "name" = $1, "capacity" = $2, "archived_at" = $3, "updated_at" = $4, "version" = "version" + $5
where "id" = $6;

-- addMinistryMembers
insert into "ministry_membership" ("id", "role", "status", "ministry_id", "member_id", "joined_at")
values ($1, $2, $3, $4, $5, $6);
