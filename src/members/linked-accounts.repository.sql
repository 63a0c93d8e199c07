-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- membersByUser
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
  "member"."directory"
from "member"
where "member"."user_id" = any($1::uuid[]);

-- linkUser
update "member"
set "user_id" = $1
where "id" = $2;

-- unlinkAccount
update "member"
set "user_id" = $1
where "user_id" = $2;

-- linkFreeMember
update "member"
set "user_id" = $1
where "id" = $2
  and "user_id" is null
  and not exists (select "other"."id" from "member" as "other" where "other"."user_id" = $3);
