-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- waitingHouseholds
select distinct household_key as key
from member_import_row
where import_id = $1 and household_key > $2 and applied and not housed
order by household_key
limit $3;

-- stagedResidents
select row.row_no as "rowNo",
  row.household_key as key,
  row.household_name as name,
  row.relation,
  member.id as "memberId",
  member.last_name as "lastName",
  member.address,
  coalesce(member.phone_home, member.phone) as phone,
  member.status,
  stay.household_id as "householdId"
from member_import_row row
cross join lateral (
  select id, last_name, address, phone_home, phone, status
  from member
  where id = row.member_id and archived_at is null offset 0
) member
left join lateral (
  select household_id
  from household_member
  where member_id = member.id and until_on is null offset 0
) stay on true
where row.import_id = $1 and row.household_key = any($2::text[]) and row.applied
order by row.row_no;

-- knownHouseholds
select household.id,
  exists (
    select
    from household_member
    where household_id = household.id and until_on is null and relation = 'HEAD'
  ) as "hasHead",
  exists (
    select
    from household_member
    where household_id = household.id and until_on is null and relation = 'SPOUSE'
  ) as "hasSpouse"
from household
where id = any($1::uuid[]) and archived_at is null;

-- householdsOfSource
select external_id as key, entity_id as id
from external_ref
where entity = 'household' and source = $1 and external_id = any($2::text[]);

-- inhabitedHouseholds
select distinct "household_id" as "id"
from "household_member"
where "household_id" = any($1::uuid[]) and "until_on" is null;
