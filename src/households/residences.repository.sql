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
insert into household_member (id, household_id, member_id, relation, from_on)
select id, "householdId", "memberId", relation, "fromOn"
from jsonb_to_recordset($1::jsonb) as told (id uuid, "householdId" uuid, "memberId" uuid, relation text, "fromOn" date);

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
