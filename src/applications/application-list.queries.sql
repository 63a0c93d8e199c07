-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- applicationList, first page
select "membership_application"."id",
  "membership_application"."first_name" as "firstName",
  "membership_application"."last_name" as "lastName",
  "membership_application"."email",
  "membership_application"."phone",
  "membership_application"."address",
  "membership_application"."birth_date" as "birthDate",
  "membership_application"."gender",
  "membership_application"."marital_status" as "maritalStatus",
  "membership_application"."occupation",
  "membership_application"."emergency_name" as "emergencyName",
  "membership_application"."emergency_phone" as "emergencyPhone",
  "membership_application"."emergency_relation" as "emergencyRelation",
  "membership_application"."church_experience" as "churchExperience",
  "membership_application"."reason",
  "membership_application"."heard_from" as "heardFrom",
  "membership_application"."special_needs" as "specialNeeds",
  "membership_application"."skills",
  "membership_application"."interests",
  "membership_application"."status",
  "membership_application"."reviewed_by" as "reviewedBy",
  "membership_application"."reviewed_at" as "reviewedAt",
  "membership_application"."confirmed_by" as "confirmedBy",
  "membership_application"."confirmed_at" as "confirmedAt",
  "membership_application"."withdrawn_at" as "withdrawnAt",
  "membership_application"."staff_notes" as "staffNotes",
  "membership_application"."rejection_reason" as "rejectionReason",
  "membership_application"."member_id" as "memberId",
  "membership_application"."created_at" as "createdAt",
  "membership_application"."updated_at" as "updatedAt",
  "membership_application"."version"
from "membership_application"
where 1 = 1 and true
order by "membership_application"."created_at" desc, "membership_application"."id" desc
limit 26;

select count(*) as total
from ((select "membership_application"."id" from "membership_application" where 1 = 1) limit $1) as counted;

-- applicationList, searched, next page
select "membership_application"."id",
  "membership_application"."first_name" as "firstName",
  "membership_application"."last_name" as "lastName",
  "membership_application"."email",
  "membership_application"."phone",
  "membership_application"."address",
  "membership_application"."birth_date" as "birthDate",
  "membership_application"."gender",
  "membership_application"."marital_status" as "maritalStatus",
  "membership_application"."occupation",
  "membership_application"."emergency_name" as "emergencyName",
  "membership_application"."emergency_phone" as "emergencyPhone",
  "membership_application"."emergency_relation" as "emergencyRelation",
  "membership_application"."church_experience" as "churchExperience",
  "membership_application"."reason",
  "membership_application"."heard_from" as "heardFrom",
  "membership_application"."special_needs" as "specialNeeds",
  "membership_application"."skills",
  "membership_application"."interests",
  "membership_application"."status",
  "membership_application"."reviewed_by" as "reviewedBy",
  "membership_application"."reviewed_at" as "reviewedAt",
  "membership_application"."confirmed_by" as "confirmedBy",
  "membership_application"."confirmed_at" as "confirmedAt",
  "membership_application"."withdrawn_at" as "withdrawnAt",
  "membership_application"."staff_notes" as "staffNotes",
  "membership_application"."rejection_reason" as "rejectionReason",
  "membership_application"."member_id" as "memberId",
  "membership_application"."created_at" as "createdAt",
  "membership_application"."updated_at" as "updatedAt",
  "membership_application"."version"
from "membership_application"
where "membership_application"."status" = $1
  and (
    membership_application.search_text like '%' || regexp_replace(extensions.fold($2), '([\\%_])', '\\\1', 'g') || '%'
    and membership_application.search_text like '%' || regexp_replace(
      extensions.fold($3), '([\\%_])', '\\\1', 'g'
    ) || '%'
  )
  and ("membership_application"."created_at", "membership_application"."id") < ($4, $5)
order by "membership_application"."created_at" desc, "membership_application"."id" desc
limit 26;

select count(*) as total
from (
  (
    select "membership_application"."id"
    from "membership_application"
    where "membership_application"."status" = $1
      and (
        membership_application.search_text like '%' || regexp_replace(
          extensions.fold($2), '([\\%_])', '\\\1', 'g'
        ) || '%'
        and membership_application.search_text like '%' || regexp_replace(
          extensions.fold($3), '([\\%_])', '\\\1', 'g'
        ) || '%'
      )
  )
  limit $4
) as counted;
