-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- memberRows, all of them
select "member"."last_name" as "lastName",
  case when member.birth_year_known then member.birth_date::text else to_char(member.birth_date, '--MM-DD') end as "birthDate",
  coalesce(member.profession, member.occupational_status) as "occupation"
from "member"
where 1 = 1
order by "member"."last_name", "member"."first_name", "member"."id";

-- memberRows, narrowed
select "member"."last_name" as "lastName"
from "member"
where (
  "member"."archived_at" is null
  and "member"."search_text" like $1 || regexp_replace(extensions.fold($2), '([\\%_])', '\\\1', 'g') || '%'
  and "member"."search_text" like $3 || regexp_replace(extensions.fold($4), '([\\%_])', '\\\1', 'g') || '%'
  and "member"."status" = $5
)
order by "member"."last_name", "member"."first_name", "member"."id";
