-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- storeHouseholds
insert into member_import_household (import_id, household_key, household_id, is_new)
select $1, key, "householdId", "isNew"
from jsonb_to_recordset($2::jsonb) as told (key text, "householdId" uuid, "isNew" boolean);

update member_import_row
set housed = true,
  changes = case when row_no = any($1::integer[]) then array_append(
    array_remove(changes, 'household'), 'household'
  ) else changes end
where import_id = $2 and household_key = any($3::text[]);

-- newHouseholds
select "household_key" as "key", "household_id" as "householdId"
from "member_import_household"
where "import_id" = $1 and "is_new" = $2 and "household_key" > $3
order by "household_key"
limit $4;
