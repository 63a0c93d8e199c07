-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- moveMember
update "member"
set "updated_at" = $1, "version" = "version" + $2, "status" = $3, "status_on" = $4, "archived_at" = $5
where "id" = $6
returning "member"."id",
  "member"."member_number" as "memberNumber",
  "member"."title",
  "member"."first_name" as "firstName",
  "member"."middle_names" as "middleNames",
  "member"."last_name" as "lastName",
  "member"."preferred_name" as "preferredName",
  "member"."email",
  "member"."phone",
  "member"."status",
  "member"."joined_on" as "joinedOn",
  "member"."photo_document_id" as "photoDocumentId",
  "member"."created_at" as "createdAt",
  "member"."updated_at" as "updatedAt",
  "member"."version",
  "member"."user_id" as "userId",
  "member"."address",
  "member"."gender",
  "member"."birth_date" as "birthDate",
  "member"."maiden_name" as "maidenName",
  "member"."phone_home" as "phoneHome",
  "member"."postal_address" as "postalAddress",
  "member"."house_no" as "houseNo",
  "member"."street",
  "member"."community",
  "member"."region",
  "member"."country",
  "member"."birth_year_known" as "birthYearKnown",
  "member"."birth_place" as "birthPlace",
  "member"."home_town" as "homeTown",
  "member"."nationality",
  "member"."marital_status" as "maritalStatus",
  "member"."id_type" as "idType",
  "member"."emergency_name" as "emergencyName",
  "member"."emergency_phone" as "emergencyPhone",
  "member"."emergency_relation" as "emergencyRelation",
  "member"."occupational_status" as "occupationalStatus",
  "member"."profession",
  "member"."workplace",
  "member"."directory";

-- isArchived
select "id"
from "member"
where "id" = $1 and "archived_at" is not null;

-- blankMembers
delete from "member_parent"
where "member_id" = any($1::uuid[]);

update "member_parent"
set "parent_member_id" = $1, "name" = $2
where "parent_member_id" = any($3::uuid[]);

delete from "member_education"
where "member_id" = any($1::uuid[]);

delete from "member_faith_profile"
where "member_id" = any($1::uuid[]);

update "member"
set "maiden_name" = $1,
  "phone_home" = $2,
  "postal_address" = $3,
  "house_no" = $4,
  "street" = $5,
  "community" = $6,
  "region" = $7,
  "country" = $8,
  "birth_place" = $9,
  "home_town" = $10,
  "nationality" = $11,
  "marital_status" = $12,
  "id_type" = $13,
  "emergency_name" = $14,
  "emergency_phone" = $15,
  "emergency_relation" = $16,
  "occupational_status" = $17,
  "profession" = $18,
  "workplace" = $19,
  "first_name" = $20,
  "last_name" = $21,
  "title" = $22,
  "middle_names" = $23,
  "preferred_name" = $24,
  "email" = $25,
  "phone" = $26,
  "address" = $27,
  "gender" = $28,
  "birth_date" = $29,
  "id_number" = $30,
  "user_id" = $31,
  "photo_document_id" = $32,
  "birth_year_known" = $33,
  "directory" = $34,
  "status" = $35,
  "archived_at" = $36,
  "updated_at" = $37,
  "version" = "version" + $38
where "id" = any($39::uuid[])
returning "member"."id",
  "member"."member_number" as "memberNumber",
  "member"."title",
  "member"."first_name" as "firstName",
  "member"."middle_names" as "middleNames",
  "member"."last_name" as "lastName",
  "member"."preferred_name" as "preferredName",
  "member"."email",
  "member"."phone",
  "member"."status",
  "member"."joined_on" as "joinedOn",
  "member"."photo_document_id" as "photoDocumentId",
  "member"."created_at" as "createdAt",
  "member"."updated_at" as "updatedAt",
  "member"."version",
  "member"."user_id" as "userId",
  "member"."address",
  "member"."gender",
  "member"."birth_date" as "birthDate",
  "member"."maiden_name" as "maidenName",
  "member"."phone_home" as "phoneHome",
  "member"."postal_address" as "postalAddress",
  "member"."house_no" as "houseNo",
  "member"."street",
  "member"."community",
  "member"."region",
  "member"."country",
  "member"."birth_year_known" as "birthYearKnown",
  "member"."birth_place" as "birthPlace",
  "member"."home_town" as "homeTown",
  "member"."nationality",
  "member"."marital_status" as "maritalStatus",
  "member"."id_type" as "idType",
  "member"."emergency_name" as "emergencyName",
  "member"."emergency_phone" as "emergencyPhone",
  "member"."emergency_relation" as "emergencyRelation",
  "member"."occupational_status" as "occupationalStatus",
  "member"."profession",
  "member"."workplace",
  "member"."directory";

-- eraseTracesOfMany
select erase_traces_of_many($1::uuid[]);

-- eraseTraces
select erase_traces($1, $2, $3::text[], $4);

-- aliasesOf
select "old_id" as "id", "member_id" as "memberId"
from "member_alias"
where "old_id" = any($1::uuid[]);

-- addAlias
update "member_alias"
set "member_id" = $1
where "member_id" = $2;

insert into "member_alias" ("old_id", "member_id")
values ($1, $2);

-- moveRelated
update "member_parent"
set "parent_member_id" = $1
where "parent_member_id" = $2;

update "member_parent"
set "parent_member_id" = $1
where "member_id" = $2 and "parent_member_id" = $3;

update "member_parent"
set member_id = $1
where member_id = $2 and not exists (select from "member_parent" kept where kept.member_id = $3);

update "member_education"
set member_id = $1
where member_id = $2 and not exists (select from "member_education" kept where kept.member_id = $3);

update "member_faith_profile"
set member_id = $1
where member_id = $2 and not exists (select from "member_faith_profile" kept where kept.member_id = $3);
