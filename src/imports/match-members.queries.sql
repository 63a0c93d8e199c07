-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- findCandidates
with told as materialized (
  select row.*
  from unnest($1::integer[]) wanted
  cross join lateral (
    select row_no, profile, external_id, member_number
    from member_import_row
    where import_id = $2 and row_no = wanted offset 0
  ) row
),
found as materialized (
  select told.row_no, ref.id, 1 as rank
  from told
  cross join lateral (
    select entity_id as id
    from external_ref
    where entity = 'member' and source = $3 and external_id = told.external_id offset 0
  ) ref
  union all
  select told.row_no, numbered.id, 2
  from told
  cross join lateral ( select id from member where member_number = told.member_number offset 0) numbered
  union all
  select named.row_no, named.id, named.rank
  from (
    select told.row_no, named.id, 3 as rank
    from told
    cross join lateral (
      select member.id
      from member
      where member.birth_date = (told.profile ->> 'birthDate')::date
        and member.birth_year_known = coalesce((told.profile ->> 'birthYearKnown')::boolean, true)
        and extensions.fold(member.last_name) = extensions.fold(told.profile ->> 'lastName')
        and extensions.fold(member.first_name) = extensions.fold(told.profile ->> 'firstName')
        and member.status <> 'ERASED'
        and not exists (select from member_alias where old_id = member.id offset 0) offset 0
    ) named
    where told.profile ->> 'birthDate' is not null
    union all
    select told.row_no, named.id, named.rank
    from told
    cross join lateral (
      select member.id, case when member.email is not distinct
      from told.profile ->> 'email' and right(regexp_replace(member.phone, '\D', '', 'g'), 9) is not distinct
      from right(regexp_replace((told.profile ->> 'phone'), '\D', '', 'g'), 9) then 4 else 5 end as rank
      from member
      where extensions.fold(member.last_name) = extensions.fold(told.profile ->> 'lastName')
        and extensions.fold(member.first_name) = extensions.fold(told.profile ->> 'firstName')
        and member.status <> 'ERASED'
        and not exists (select from member_alias where old_id = member.id offset 0)
        and (
          member.email = told.profile ->> 'email'
          or right(regexp_replace(member.phone, '\D', '', 'g'), 9) = right(
            regexp_replace((told.profile ->> 'phone'), '\D', '', 'g'), 9
          )
          or (
            coalesce(member.email, member.phone, told.profile ->> 'email', told.profile ->> 'phone') is null
            and member.birth_date is null
          )
        ) offset 0
    ) named
    where told.profile ->> 'birthDate' is null
  ) named
  join told using (row_no)
  where told.external_id is null
    or not exists (
      select
      from external_ref other
      where other.entity = 'member' and other.entity_id = named.id and other.source is not distinct
      from $4 offset 0
    )
)
select distinct on (found.row_no, found.rank, member.id) found.row_no as "rowNo",
  member.id as "memberId",
  found.rank,
  member.archived_at is not null as "isArchived",
  member.status,
  exists (select from household_member where member_id = member.id and until_on is null) as "hasHousehold"
from found
cross join lateral (
  select coalesce(
    (select alias.member_id from member_alias alias where alias.old_id = found.id), found.id
  ) as id offset 0
) now_known
cross join lateral ( select id, archived_at, status from member where id = now_known.id offset 0 ) member
where not exists (
  select
  from member_import_row applied
  where applied.member_id = member.id and applied.import_id is not distinct
  from $5::uuid and applied.applied offset 0
)
order by found.row_no, found.rank, member.id;
