-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- endStays
update "household_member"
set "until_on" = $1, "updated_at" = now()
where "member_id" = any($2::uuid[]) and "until_on" is null
returning "household_id" as "householdId", "relation";

-- hasStay
select "id"
from "household_member"
where "member_id" = $1 and "until_on" is null;

-- moveStays
update "household_member"
set "member_id" = $1
where "member_id" = $2;
