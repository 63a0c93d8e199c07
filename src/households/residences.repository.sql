-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- residenceOf
select "household_member"."id",
  "household_member"."household_id" as "householdId",
  "household_member"."member_id" as "memberId",
  "household_member"."relation",
  "household_member"."combine_giving" as "combineGiving",
  "household_member"."from_on" as "fromOn",
  "household_member"."until_on" as "untilOn"
from "household_member"
where "member_id" = $1 and "until_on" is null;

-- residentsOf
select "household_member"."id",
  "household_member"."household_id" as "householdId",
  "household_member"."member_id" as "memberId",
  "household_member"."relation",
  "household_member"."combine_giving" as "combineGiving",
  "household_member"."from_on" as "fromOn",
  "household_member"."until_on" as "untilOn"
from "household_member"
where "household_id" = $1 and "until_on" is null;

-- addHouseholdMembers
insert into "household_member" ("id", "relation", "household_id", "member_id", "from_on")
values ($1, $2, $3, $4, $5);

-- changeResidence
update "household_member"
set "relation" = $1, "combine_giving" = $2, "until_on" = $3, "updated_at" = $4
where "id" = $5
returning "household_member"."id",
  "household_member"."household_id" as "householdId",
  "household_member"."member_id" as "memberId",
  "household_member"."relation",
  "household_member"."combine_giving" as "combineGiving",
  "household_member"."from_on" as "fromOn",
  "household_member"."until_on" as "untilOn";
