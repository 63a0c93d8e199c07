-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- directoryPage, all
select "member"."id",
  "member"."first_name" as "firstName",
  "member"."last_name" as "lastName",
  "member"."preferred_name" as "preferredName",
  case when member.directory = 'CONTACT' then "member"."email" end as "email",
  case when member.directory = 'CONTACT' then "member"."phone" end as "phone"
from "member"
where "member"."status" = $1
  and "member"."archived_at" is null
  and "member"."directory" <> $2
  and (select directory_enabled from church_settings)
  and 1 = 1
  and true
order by "member"."last_name" asc, "member"."first_name" asc, "member"."id" asc
limit 26;

select count(*) as total
from (
  (
    select "member"."id"
    from "member"
    where "member"."status" = $1
      and "member"."archived_at" is null
      and "member"."directory" <> $2
      and (select directory_enabled from church_settings)
      and 1 = 1
  )
  limit $3
) as counted;

-- directoryPage, some
select "member"."id",
  "member"."first_name" as "firstName",
  "member"."last_name" as "lastName",
  "member"."preferred_name" as "preferredName",
  case when member.directory = 'CONTACT' then "member"."email" end as "email",
  case when member.directory = 'CONTACT' then "member"."phone" end as "phone"
from "member"
where "member"."status" = $1
  and "member"."archived_at" is null
  and "member"."directory" <> $2
  and (select directory_enabled from church_settings)
  and (
    extensions.fold(
      ' ' || member.first_name || ' ' || coalesce(member.preferred_name || ' ', '') || member.last_name
    ) like $3 || regexp_replace(extensions.fold($4), '([\\%_])', '\\\1', 'g') || '%'
    and extensions.fold(
      ' ' || member.first_name || ' ' || coalesce(member.preferred_name || ' ', '') || member.last_name
    ) like $5 || regexp_replace(extensions.fold($6), '([\\%_])', '\\\1', 'g') || '%'
  )
  and exists (
    select
    from ministry_membership theirs
    join ministry_membership mine on mine.ministry_id = theirs.ministry_id
    where theirs.member_id = member.id
      and theirs.status = 'ACTIVE'
      and theirs.ministry_id = $7
      and mine.member_id = $8
      and mine.status = 'ACTIVE'
  )
  and true
order by "member"."last_name" asc, "member"."first_name" asc, "member"."id" asc
limit 26;

select count(*) as total
from (
  (
    select "member"."id"
    from "member"
    where "member"."status" = $1
      and "member"."archived_at" is null
      and "member"."directory" <> $2
      and (select directory_enabled from church_settings)
      and (
        extensions.fold(
          ' ' || member.first_name || ' ' || coalesce(member.preferred_name || ' ', '') || member.last_name
        ) like $3 || regexp_replace(extensions.fold($4), '([\\%_])', '\\\1', 'g') || '%'
        and extensions.fold(
          ' ' || member.first_name || ' ' || coalesce(member.preferred_name || ' ', '') || member.last_name
        ) like $5 || regexp_replace(extensions.fold($6), '([\\%_])', '\\\1', 'g') || '%'
      )
      and exists (
        select
        from ministry_membership theirs
        join ministry_membership mine on mine.ministry_id = theirs.ministry_id
        where theirs.member_id = member.id
          and theirs.status = 'ACTIVE'
          and theirs.ministry_id = $7
          and mine.member_id = $8
          and mine.status = 'ACTIVE'
      )
  )
  limit $9
) as counted;
