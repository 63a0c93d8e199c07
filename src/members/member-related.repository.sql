-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- parentsOf
select "member_id" as "memberId",
  "relation",
  "name",
  "same_denomination" as "sameDenomination",
  "parish",
  "parent_member_id" as "parentMemberId"
from "member_parent"
where "member_id" = any($1::uuid[])
order by "id";

-- educationOf
select "member_id" as "memberId", "level", "institution", "completed_year" as "completedYear"
from "member_education"
where "member_id" = any($1::uuid[])
order by "id";

-- faithOf
select "member_id" as "id",
  "bcc_name" as "bccName",
  "home_cell" as "homeCell",
  "spiritual_gifts" as "spiritualGifts",
  "baptism_type" as "baptismType",
  "speaks_in_tongues" as "speaksInTongues",
  "presbytery",
  "congregation",
  "baptism_mode" as "baptismMode"
from "member_faith_profile"
where "member_id" = any($1::uuid[]);

-- idNumbersOf
select "id", "id_number" as "idNumber"
from "member"
where "id" = any($1::uuid[]) and "id_number" is not null;

-- storeIdNumber
update "member"
set "id_number" = $1
where "id" = $2;

-- storeParents
delete from "member_parent"
where "member_id" = $1;

insert into "member_parent" ("id", "member_id", "relation", "name", "parish", "same_denomination", "parent_member_id")
values ($1, $2, $3, $4, $5, $6, $7);

-- storeEducation
delete from "member_education"
where "member_id" = $1;

insert into "member_education" ("id", "member_id", "level", "institution", "completed_year")
values ($1, $2, $3, $4, $5);

-- storeFaith
insert into "member_faith_profile" ("member_id", "bcc_name")
values ($1, $2)
on conflict ("member_id")
do update set "member_id" = $3, "bcc_name" = $4;
