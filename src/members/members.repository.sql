-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- memberCardsAskedFor
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
  $1::uuid as "askedId"
from "member"
where "member"."id" = coalesce((select member_id from member_alias where old_id = $2), $3::uuid);

-- membersById
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
where "member"."id" = any($1::uuid[]);

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

-- lockMember
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
where "member"."id" = $1
for update;

-- isRollEmpty
select "id"
from "member"
limit $1;

-- addMember
with "numbering" as (select "member_prefix" as "prefix", "member_start" as "start" from "church_settings"),
"taken" as (
  insert into "counter" ("name", "value")
  values ($1, (select start from numbering)::bigint)
  on conflict ("name")
  do update set "value" = greatest(counter.value + $2::bigint, excluded.value)
  returning "value"
) insert into "member" ("first_name", "last_name", "email", "birth_date", "joined_on", "id", "member_number")
values (
  $3,
  $4,
  $5,
  $6,
  $7,
  $8,
  ( select prefix || '-' || lpad(value::text, greatest(4, length(value::text)), '0') from numbering, taken)
)
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

-- changeMember
update "member"
set "first_name" = $1,
  "last_name" = $2,
  "email" = $3,
  "birth_date" = $4,
  "joined_on" = $5,
  "updated_at" = $6,
  "version" = "version" + $7
where "member"."id" = $8
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

-- setPhoto
update "member"
set "photo_document_id" = $1, "updated_at" = $2, "version" = "version" + $3
where "id" = $4
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
