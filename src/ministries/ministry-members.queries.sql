-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- membersOfMinistries
select found.*, (wanted.list - 1)::int as list
from unnest(
  $1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::int[]
) with ordinality as wanted (ministry_id, status, member_id, last_name, first_name, after_id, size, list)
cross join lateral (
  select stay.id,
    stay.ministry_id as "ministryId",
    stay.member_id as "memberId",
    stay.role,
    stay.status,
    stay.joined_at as "joinedAt",
    stay.left_at as "leftAt",
    stay.notes,
    member.last_name as "lastName",
    member.first_name as "firstName"
  from ministry_membership stay
  join member on member.id = stay.member_id
  where stay.ministry_id = wanted.ministry_id
    and stay.status = wanted.status
    and member.archived_at is null
    and (wanted.member_id is null or stay.member_id = wanted.member_id)
    and (
      wanted.after_id is null
      or (member.last_name, member.first_name, stay.id) > (wanted.last_name, wanted.first_name, wanted.after_id)
    )
  order by member.last_name, member.first_name, stay.id
  limit wanted.size
) found
order by wanted.list, found."lastName", found."firstName", found.id;

-- countMembersOfMinistries
select (wanted.list - 1)::int as list,
  (
    select count(*)
    from ministry_membership stay
    join member on member.id = stay.member_id
    where stay.ministry_id = wanted.ministry_id
      and stay.status = wanted.status
      and member.archived_at is null
      and (wanted.member_id is null or stay.member_id = wanted.member_id)
  )::int as count
from unnest(
  $1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::int[]
) with ordinality as wanted (ministry_id, status, member_id, last_name, first_name, after_id, size, list);

-- membershipsOf
select "ministry_membership"."id",
  "ministry_membership"."ministry_id" as "ministryId",
  "ministry_membership"."member_id" as "memberId",
  "ministry_membership"."role",
  "ministry_membership"."status",
  "ministry_membership"."joined_at" as "joinedAt",
  "ministry_membership"."left_at" as "leftAt",
  null as "notes"
from "ministry_membership"
inner join "ministry" on "ministry"."id" = "ministry_membership"."ministry_id"
where "ministry_membership"."member_id" = $1
  and "ministry_membership"."status" <> $2
  and "ministry"."archived_at" is null
  and "ministry"."category" in ($3)
order by "ministry"."name", "ministry"."id";
