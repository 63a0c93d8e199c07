-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- ministryList, first page
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
where "ministry"."archived_at" is null and "ministry"."category" in ($1) and 1 = 1 and true
order by "ministry"."name" asc, "ministry"."id" asc
limit 26;

select count(*) as total
from (
  (
    select "ministry"."id"
    from "ministry"
    where "ministry"."archived_at" is null and "ministry"."category" in ($1) and 1 = 1
  )
  limit $2
) as counted;

-- ministryList, filtered, next page
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
where "ministry"."archived_at" is not null
  and "ministry"."category" in ($1)
  and "ministry"."category" = $2
  and extensions.fold(' ' || ministry.name) like $3 || regexp_replace(
    extensions.fold($4), '([\\%_])', '\\\1', 'g'
  ) || '%'
  and ("ministry"."name", "ministry"."id") > ($5, $6)
order by "ministry"."name" asc, "ministry"."id" asc
limit 26;

select count(*) as total
from (
  (
    select "ministry"."id"
    from "ministry"
    where "ministry"."archived_at" is not null
      and "ministry"."category" in ($1)
      and "ministry"."category" = $2
      and extensions.fold(' ' || ministry.name) like $3 || regexp_replace(
        extensions.fold($4), '([\\%_])', '\\\1', 'g'
      ) || '%'
  )
  limit $5
) as counted;
