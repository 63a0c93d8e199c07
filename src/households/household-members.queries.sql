-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- membersOfHouseholds
select "member"."id",
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
  "member"."directory",
  "household_member"."household_id" as "householdId"
from "household_member"
inner join "member" on "member"."id" = "household_member"."member_id"
where "household_member"."until_on" is null
  and "member"."archived_at" is null
  and "household_member"."household_id" = any($1::uuid[])
order by array_position(array['HEAD', 'SPOUSE', 'CHILD', 'OTHER'], household_member.relation),
  member.birth_date nulls last,
  "member"."id";

-- lockMovers
select id, archived_at is not null as archived
from member
where id = any($1::uuid[])
order by id for no key update;
