-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- currentHouseholdsOf
select "household"."id",
  "household"."name",
  "household"."address",
  "household"."phone",
  "household"."archived_at" as "archivedAt",
  "household"."created_at" as "createdAt",
  "household"."updated_at" as "updatedAt",
  "household"."version",
  case when household.id = ( select home.household_id from household_member home where home.member_id = $1::uuid and home.until_on is null ) then array(
    select keeper.member_id
    from household_member keeper
    where keeper.household_id = household.id and keeper.until_on is null and keeper.relation in ('HEAD', 'SPOUSE')
  ) else '{}' end as "keeperIds",
  "household_member"."member_id" as "memberId"
from "household_member"
inner join "household" on "household"."id" = "household_member"."household_id"
where "household_member"."until_on" is null
  and "household"."archived_at" is null
  and "household_member"."member_id" = any($2::uuid[]);

-- householdsById
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
where "household"."id" = any($1::uuid[]);

-- lockHouseholds
select "id"
from "household"
where "id" = any($1::uuid[])
order by "id"
for update;

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
where "household"."id" = any($1::uuid[]);

-- addHouseholds
insert into "household" ("id", "name", "address", "phone")
values ($1, $2, $3, $4);

-- archiveHouseholds
update "household"
set "archived_at" = $1, "updated_at" = $2, "version" = "version" + $3
where "id" = any($4::uuid[]);

-- changeHousehold
update "household"
set "name" = $1, "address" = $2, "phone" = $3, "archived_at" = $4, "updated_at" = $5, "version" = "version" + $6
where "id" = $7;

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
where "household"."id" = any($1::uuid[]);
