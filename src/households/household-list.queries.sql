-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- householdList, first page
select "household"."id",
  "household"."name",
  "household"."address",
  "household"."phone",
  "household"."archived_at" as "archivedAt",
  "household"."created_at" as "createdAt",
  "household"."updated_at" as "updatedAt",
  "household"."version",
  array(
    select keeper.member_id
    from household_member keeper
    where keeper.household_id = household.id and keeper.until_on is null and keeper.relation in ('HEAD', 'SPOUSE')
  ) as "keeperIds"
from "household"
where "household"."archived_at" is null and true
order by "household"."name" asc, "household"."id" asc
limit 26;

select count(*) as total
from ((select "household"."id" from "household" where "household"."archived_at" is null) limit $1) as counted;

-- householdList, searched, next page
select "household"."id",
  "household"."name",
  "household"."address",
  "household"."phone",
  "household"."archived_at" as "archivedAt",
  "household"."created_at" as "createdAt",
  "household"."updated_at" as "updatedAt",
  "household"."version",
  array(
    select keeper.member_id
    from household_member keeper
    where keeper.household_id = household.id and keeper.until_on is null and keeper.relation in ('HEAD', 'SPOUSE')
  ) as "keeperIds"
from "household"
where "household"."archived_at" is null
  and (
    extensions.fold(' ' || household.name) like $1 || regexp_replace(
      extensions.fold($2), '([\\%_])', '\\\1', 'g'
    ) || '%'
    or household.id in (
      select living.household_id
      from household_member living
      join member on member.id = living.member_id
      where living.until_on is null
        and member.archived_at is null
        and member.search_text like $3 || regexp_replace(extensions.fold($4), '([\\%_])', '\\\1', 'g') || '%'
    )
  )
  and ("household"."name", "household"."id") > ($5, $6)
order by "household"."name" asc, "household"."id" asc
limit 26;

select count(*) as total
from (
  (
    select "household"."id"
    from "household"
    where "household"."archived_at" is null
      and (
        extensions.fold(' ' || household.name) like $1 || regexp_replace(
          extensions.fold($2), '([\\%_])', '\\\1', 'g'
        ) || '%'
        or household.id in (
          select living.household_id
          from household_member living
          join member on member.id = living.member_id
          where living.until_on is null
            and member.archived_at is null
            and member.search_text like $3 || regexp_replace(extensions.fold($4), '([\\%_])', '\\\1', 'g') || '%'
        )
      )
  )
  limit $5
) as counted;
