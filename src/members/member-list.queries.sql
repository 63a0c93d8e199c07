-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- memberRows, all of them
select "member"."last_name" as "lastName",
  case when member.birth_year_known then member.birth_date::text else to_char(member.birth_date, '--MM-DD') end as "birthDate",
  coalesce(member.profession, member.occupational_status) as "occupation"
from "member"
where 1 = 1
order by "member"."last_name", "member"."first_name", "member"."id";

-- memberRows, narrowed
with "member" as materialized (
  select *
  from "member"
  where "archived_at" is null
    and (
      "search_text" like $1 || regexp_replace(extensions.fold($2), '([\\%_])', '\\\1', 'g') || '%'
      and "search_text" like $3 || regexp_replace(extensions.fold($4), '([\\%_])', '\\\1', 'g') || '%'
    )
)
select "member"."last_name" as "lastName"
from "member"
where ("member"."archived_at" is null and "member"."status" = $5)
order by "member"."last_name", "member"."first_name", "member"."id";

-- memberList, first page
select "member"."id",
  "member"."member_number" as "memberNumber",
  "member"."user_id" as "userId",
  "member"."title",
  "member"."first_name" as "firstName",
  "member"."middle_names" as "middleNames",
  "member"."last_name" as "lastName",
  "member"."preferred_name" as "preferredName",
  "member"."email",
  "member"."phone",
  "member"."address",
  "member"."gender",
  "member"."birth_date" as "birthDate",
  "member"."status",
  "member"."joined_on" as "joinedOn",
  "member"."created_at" as "createdAt",
  "member"."updated_at" as "updatedAt",
  "member"."version",
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
where "member"."archived_at" is null and true
order by "member"."last_name" asc, "member"."first_name" asc, "member"."id" asc
limit $1;

select count(*) as total
from ((select "member"."id" from "member" where "member"."archived_at" is null) limit $1) as counted;

-- memberList, of a leader
select "member"."id",
  "member"."member_number" as "memberNumber",
  "member"."user_id" as "userId",
  "member"."title",
  "member"."first_name" as "firstName",
  "member"."middle_names" as "middleNames",
  "member"."last_name" as "lastName",
  "member"."preferred_name" as "preferredName",
  "member"."email",
  "member"."phone",
  "member"."address",
  "member"."gender",
  "member"."birth_date" as "birthDate",
  "member"."status",
  "member"."joined_on" as "joinedOn",
  "member"."created_at" as "createdAt",
  "member"."updated_at" as "updatedAt",
  "member"."version",
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
where (
  "member"."archived_at" is null
  and exists (
    select
    from ministry_membership theirs
    join ministry_membership mine on mine.ministry_id = theirs.ministry_id
    where theirs.member_id = member.id
      and theirs.status = 'ACTIVE'
      and mine.member_id = $1
      and mine.status = 'ACTIVE'
      and mine.role in ('LEADER', 'ASSISTANT')
      and ($2::uuid is null or theirs.ministry_id = $3)
  )
)
  and true
order by "member"."last_name" asc, "member"."first_name" asc, "member"."id" asc
limit $4;

select count(*) as total
from (
  (
    select "member"."id"
    from "member"
    where (
      "member"."archived_at" is null
      and exists (
        select
        from ministry_membership theirs
        join ministry_membership mine on mine.ministry_id = theirs.ministry_id
        where theirs.member_id = member.id
          and theirs.status = 'ACTIVE'
          and mine.member_id = $1
          and mine.status = 'ACTIVE'
          and mine.role in ('LEADER', 'ASSISTANT')
          and ($2::uuid is null or theirs.ministry_id = $3)
      )
    )
  )
  limit $4
) as counted;

-- memberList, filtered, next page
with "member" as materialized (
  select *
  from "member"
  where "archived_at" is null
    and (
      "search_text" like $1 || regexp_replace(extensions.fold($2), '([\\%_])', '\\\1', 'g') || '%'
      and "search_text" like $3 || regexp_replace(extensions.fold($4), '([\\%_])', '\\\1', 'g') || '%'
    )
)
select "member"."id",
  "member"."member_number" as "memberNumber",
  "member"."user_id" as "userId",
  "member"."title",
  "member"."first_name" as "firstName",
  "member"."middle_names" as "middleNames",
  "member"."last_name" as "lastName",
  "member"."preferred_name" as "preferredName",
  "member"."email",
  "member"."phone",
  "member"."address",
  "member"."gender",
  "member"."birth_date" as "birthDate",
  "member"."status",
  "member"."joined_on" as "joinedOn",
  "member"."created_at" as "createdAt",
  "member"."updated_at" as "updatedAt",
  "member"."version",
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
where (
  "member"."archived_at" is null
  and "member"."status" = $5
  and "member"."gender" = $6
  and "member"."joined_on" >= $7
  and "member"."joined_on" < $8
  and exists (
    select
    from ministry_membership theirs
    where theirs.member_id = member.id and theirs.status = 'ACTIVE' and theirs.ministry_id = $9
  )
  and exists (
    select
    from household_member theirs
    where theirs.member_id = member.id and theirs.until_on is null and theirs.household_id = $10
  )
)
  and (
    (("member"."joined_on" < $11 or "member"."joined_on" is null))
    or ("member"."joined_on" = $12 and ("member"."id" < $13 or "member"."id" is null))
  )
order by "member"."joined_on" desc nulls last, "member"."id" desc
limit $14;

select count(*) as total
from (
  (
    with "member" as materialized (
      select *
      from "member"
      where "archived_at" is null
        and (
          "search_text" like $1 || regexp_replace(extensions.fold($2), '([\\%_])', '\\\1', 'g') || '%'
          and "search_text" like $3 || regexp_replace(extensions.fold($4), '([\\%_])', '\\\1', 'g') || '%'
        )
    )
    select "member"."id"
    from "member"
    where (
      "member"."archived_at" is null
      and "member"."status" = $5
      and "member"."gender" = $6
      and "member"."joined_on" >= $7
      and "member"."joined_on" < $8
      and exists (
        select
        from ministry_membership theirs
        where theirs.member_id = member.id and theirs.status = 'ACTIVE' and theirs.ministry_id = $9
      )
      and exists (
        select
        from household_member theirs
        where theirs.member_id = member.id and theirs.until_on is null and theirs.household_id = $10
      )
    )
  )
  limit $11
) as counted;

-- isInGroupLedBy
select "member"."id"
from "member"
where "member"."id" = $1
  and exists (
    select
    from ministry_membership theirs
    join ministry_membership mine on mine.ministry_id = theirs.ministry_id
    where theirs.member_id = member.id
      and theirs.status = 'ACTIVE'
      and mine.member_id = $2
      and mine.status = 'ACTIVE'
      and mine.role in ('LEADER', 'ASSISTANT')
      and ($3::uuid is null or theirs.ministry_id = $4)
  );
