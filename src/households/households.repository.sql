-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- currentHouseholdsOf
select "household"."id",
  "household"."name",
  "household"."address",
  "household"."phone",
  "household_member"."member_id" as "memberId"
from "household_member"
inner join "household" on "household"."id" = "household_member"."household_id"
where "household_member"."until_on" is null
  and "household"."archived_at" is null
  and "household_member"."member_id" = any($1::uuid[]);

-- addHouseholds
insert into "household" ("id", "name", "address", "phone")
values ($1, $2, $3, $4);

-- addHouseholdMembers
insert into "household_member" ("id", "relation", "household_id", "member_id", "from_on")
values ($1, $2, $3, $4, $5);
