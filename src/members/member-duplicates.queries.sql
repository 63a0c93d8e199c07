-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- duplicateGroups
select reason, "memberIds"
from (
  select 1 as rank, 'NAME_AND_BIRTH_DATE' as reason, array_agg(id order by id) as "memberIds"
  from member
  where member.archived_at is null and member.status <> 'ERASED' and birth_date is not null
  group by birth_date, extensions.fold(last_name), extensions.fold(first_name) having count(*) > 1
  union all
  select 2, 'EMAIL', array_agg(id order by id)
  from member
  where member.archived_at is null and member.status <> 'ERASED' and email is not null
  group by email having count(*) > 1
  union all
  select 3, 'PHONE', array_agg(id order by id)
  from member
  where member.archived_at is null
    and member.status <> 'ERASED'
    and length(right(regexp_replace("member"."phone", '\D', '', 'g'), 9)) >= 7
  group by right(regexp_replace("member"."phone", '\D', '', 'g'), 9) having count(*) > 1
) found
order by rank, "memberIds"[1]
limit 100;

-- likelyDuplicatesOf
with own as (select * from member where id = $1)
select other.id
from own,
  lateral (
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
  ) other
where other.id <> $2
order by other.id
limit 10;
