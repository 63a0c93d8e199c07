-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- ownStays
select "stay"."id",
  "household"."name" as "householdName",
  "stay"."relation",
  "stay"."from_on" as "fromOn",
  "stay"."until_on" as "untilOn"
from "household_member" as "stay"
inner join "household" on "household"."id" = "stay"."household_id"
where "stay"."member_id" = $1
order by "stay"."from_on" desc, "stay"."id";
