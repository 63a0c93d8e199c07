-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- possibleMembers
select own.id as "applicationId", other.id as "memberId"
from membership_application own
cross join lateral (
  select id
  from member
  where member.archived_at is null
    and member.status <> 'ERASED'
    and member.birth_date = "own"."birth_date"
    and extensions.fold(member.last_name) = extensions.fold("own"."last_name")
    and extensions.fold(member.first_name) = extensions.fold("own"."first_name")
  union
  select id
  from member
  where member.archived_at is null and member.status <> 'ERASED' and member.email = "own"."email"
  union
  select id
  from member
  where member.archived_at is null
    and member.status <> 'ERASED'
    and length(right(regexp_replace("own"."phone", '\D', '', 'g'), 9)) >= 7
    and right(
      regexp_replace("member"."phone", '\D', '', 'g'), 9
    ) = right(regexp_replace("own"."phone", '\D', '', 'g'), 9)
  order by id
  limit 11
) other
where own.id = any($1::uuid[]) and other.id is distinct
from own.member_id
order by own.id, other.id;
