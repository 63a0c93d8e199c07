-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- memberList, first page
select "member"."id",
  "member"."member_number" as "memberNumber",
  "member"."title",
  "member"."first_name" as "firstName",
  "member"."middle_names" as "middleNames",
  "member"."last_name" as "lastName",
  "member"."preferred_name" as "preferredName",
  "member"."email",
  "member"."phone",
  "member"."status",
  "member"."joined_on" as "joinedOn",
  "member"."photo_document_id" as "photoDocumentId",
  "member"."created_at" as "createdAt",
  "member"."updated_at" as "updatedAt",
  "member"."version"
from "member"
where "member"."archived_at" is null
order by "member"."last_name" asc, "member"."first_name" asc, "member"."id" asc
limit 26;

select count(*) as total
from ((select "member"."id" from "member" where "member"."archived_at" is null) limit $1) as counted;

-- memberList, found by name
select "member"."id",
  "member"."member_number" as "memberNumber",
  "member"."title",
  "member"."first_name" as "firstName",
  "member"."middle_names" as "middleNames",
  "member"."last_name" as "lastName",
  "member"."preferred_name" as "preferredName",
  "member"."email",
  "member"."phone",
  "member"."status",
  "member"."joined_on" as "joinedOn",
  "member"."photo_document_id" as "photoDocumentId",
  "member"."created_at" as "createdAt",
  "member"."updated_at" as "updatedAt",
  "member"."version"
from (
  select "member"."id"
  from (
    (
      select "member"."id", "member"."last_name", "member"."first_name"
      from "member"
      where (
        "member"."archived_at" is null
        and "member"."search_text" like $1 || regexp_replace(extensions.fold($2), '([\\%_])', '\\\1', 'g') || '%'
        and "member"."search_text" like $3 || regexp_replace(extensions.fold($4), '([\\%_])', '\\\1', 'g') || '%'
        and "member"."status" = $5
      )
        and true
        and octet_length(member.search_text) + octet_length(member.last_name) + octet_length(member.first_name) <= 2000
      order by "member"."last_name" asc, "member"."first_name" asc, "member"."id" asc
      limit 26
    )
    union all (
      select "member"."id", "member"."last_name", "member"."first_name"
      from "member"
      where (
        "member"."archived_at" is null
        and "member"."search_text" like $6 || regexp_replace(extensions.fold($7), '([\\%_])', '\\\1', 'g') || '%'
        and "member"."search_text" like $8 || regexp_replace(extensions.fold($9), '([\\%_])', '\\\1', 'g') || '%'
        and "member"."status" = $10
      )
        and true
        and octet_length(member.search_text) + octet_length(member.last_name) + octet_length(member.first_name) > 2000
      order by "member"."last_name" asc, "member"."first_name" asc, "member"."id" asc
      limit 26
    )
  ) as "member"
  order by "member"."last_name" asc, "member"."first_name" asc, "member"."id" asc
  limit 26
) as "page"
inner join "member" on "member"."id" = "page"."id"
order by "member"."last_name" asc, "member"."first_name" asc, "member"."id" asc;

select count(*) as total
from (
  (
    select "member"."id"
    from "member"
    where (
      "member"."archived_at" is null
      and "member"."search_text" like $1 || regexp_replace(extensions.fold($2), '([\\%_])', '\\\1', 'g') || '%'
      and "member"."search_text" like $3 || regexp_replace(extensions.fold($4), '([\\%_])', '\\\1', 'g') || '%'
      and "member"."status" = $5
    )
  )
  limit $6
) as counted;

-- memberList, found, by number
with "found" as materialized (
  select "member"."id", "member"."last_name", "member"."first_name", "member"."member_number", "member"."joined_on"
  from "member"
  where (
    "member"."archived_at" is null
    and "member"."search_text" like $1 || regexp_replace(extensions.fold($2), '([\\%_])', '\\\1', 'g') || '%'
    and "member"."search_text" like $3 || regexp_replace(extensions.fold($4), '([\\%_])', '\\\1', 'g') || '%'
  )
    and true
)
select "member"."id",
  "member"."member_number" as "memberNumber",
  "member"."title",
  "member"."first_name" as "firstName",
  "member"."middle_names" as "middleNames",
  "member"."last_name" as "lastName",
  "member"."preferred_name" as "preferredName",
  "member"."email",
  "member"."phone",
  "member"."status",
  "member"."joined_on" as "joinedOn",
  "member"."photo_document_id" as "photoDocumentId",
  "member"."created_at" as "createdAt",
  "member"."updated_at" as "updatedAt",
  "member"."version"
from (
  select "member"."id"
  from "found" as "member"
  order by length("member"."member_number") desc, "member"."member_number" desc, "member"."id" desc
  limit 26
) as "page"
inner join "member" on "member"."id" = "page"."id"
order by length("member"."member_number") desc, "member"."member_number" desc, "member"."id" desc;

select count(*) as total
from (
  (
    select "member"."id"
    from "member"
    where (
      "member"."archived_at" is null
      and "member"."search_text" like $1 || regexp_replace(extensions.fold($2), '([\\%_])', '\\\1', 'g') || '%'
      and "member"."search_text" like $3 || regexp_replace(extensions.fold($4), '([\\%_])', '\\\1', 'g') || '%'
    )
  )
  limit $5
) as counted;

-- memberList, of a leader
select "member"."id",
  "member"."member_number" as "memberNumber",
  "member"."title",
  "member"."first_name" as "firstName",
  "member"."middle_names" as "middleNames",
  "member"."last_name" as "lastName",
  "member"."preferred_name" as "preferredName",
  "member"."email",
  "member"."phone",
  "member"."status",
  "member"."joined_on" as "joinedOn",
  "member"."photo_document_id" as "photoDocumentId",
  "member"."created_at" as "createdAt",
  "member"."updated_at" as "updatedAt",
  "member"."version"
from "member"
where (
  "member"."archived_at" is null
  and exists (
    select
    from ministry_membership theirs
    join ministry_membership mine on mine.ministry_id = theirs.ministry_id
    where theirs.member_id = member.id
      and theirs.status = 'ACTIVE'
      and mine.member_id = $1
      and mine.status = 'ACTIVE'
      and mine.role in ('LEADER', 'ASSISTANT')
      and ($2::uuid is null or theirs.ministry_id = $3)
  )
)
  and true
order by "member"."last_name" asc, "member"."first_name" asc, "member"."id" asc
limit 26;

select count(*) as total
from (
  (
    select "member"."id"
    from "member"
    where (
      "member"."archived_at" is null
      and exists (
        select
        from ministry_membership theirs
        join ministry_membership mine on mine.ministry_id = theirs.ministry_id
        where theirs.member_id = member.id
          and theirs.status = 'ACTIVE'
          and mine.member_id = $1
          and mine.status = 'ACTIVE'
          and mine.role in ('LEADER', 'ASSISTANT')
          and ($2::uuid is null or theirs.ministry_id = $3)
      )
    )
  )
  limit $4
) as counted;

-- memberList, filtered, next page
with "found" as materialized (
  select "member"."id", "member"."last_name", "member"."first_name", "member"."member_number", "member"."joined_on"
  from "member"
  where (
    "member"."archived_at" is null
    and "member"."search_text" like $1 || regexp_replace(extensions.fold($2), '([\\%_])', '\\\1', 'g') || '%'
    and "member"."search_text" like $3 || regexp_replace(extensions.fold($4), '([\\%_])', '\\\1', 'g') || '%'
    and "member"."status" = $5
    and "member"."gender" = $6
    and "member"."joined_on" >= $7
    and "member"."joined_on" < $8
    and exists (
      select
      from ministry_membership theirs
      where theirs.member_id = member.id and theirs.status = 'ACTIVE' and theirs.ministry_id = $9
    )
    and exists (
      select
      from household_member theirs
      where theirs.member_id = member.id and theirs.until_on is null and theirs.household_id = $10
    )
  )
    and (coalesce("member"."joined_on", '-infinity'::date), "member"."id") < ($11, $12)
)
select "member"."id",
  "member"."member_number" as "memberNumber",
  "member"."title",
  "member"."first_name" as "firstName",
  "member"."middle_names" as "middleNames",
  "member"."last_name" as "lastName",
  "member"."preferred_name" as "preferredName",
  "member"."email",
  "member"."phone",
  "member"."status",
  "member"."joined_on" as "joinedOn",
  "member"."photo_document_id" as "photoDocumentId",
  "member"."created_at" as "createdAt",
  "member"."updated_at" as "updatedAt",
  "member"."version"
from (
  select "member"."id"
  from "found" as "member"
  order by coalesce("member"."joined_on", '-infinity'::date) desc, "member"."id" desc
  limit 26
) as "page"
inner join "member" on "member"."id" = "page"."id"
order by coalesce("member"."joined_on", '-infinity'::date) desc, "member"."id" desc;

select count(*) as total
from (
  (
    select "member"."id"
    from "member"
    where (
      "member"."archived_at" is null
      and "member"."search_text" like $1 || regexp_replace(extensions.fold($2), '([\\%_])', '\\\1', 'g') || '%'
      and "member"."search_text" like $3 || regexp_replace(extensions.fold($4), '([\\%_])', '\\\1', 'g') || '%'
      and "member"."status" = $5
      and "member"."gender" = $6
      and "member"."joined_on" >= $7
      and "member"."joined_on" < $8
      and exists (
        select
        from ministry_membership theirs
        where theirs.member_id = member.id and theirs.status = 'ACTIVE' and theirs.ministry_id = $9
      )
      and exists (
        select
        from household_member theirs
        where theirs.member_id = member.id and theirs.until_on is null and theirs.household_id = $10
      )
    )
  )
  limit $11
) as counted;
