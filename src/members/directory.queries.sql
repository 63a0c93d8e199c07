-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- directoryPage
select "member"."id",
  "member"."first_name" as "firstName",
  "member"."last_name" as "lastName",
  "member"."preferred_name" as "preferredName",
  case when member.directory = 'CONTACT' then "member"."email" end as "email",
  case when member.directory = 'CONTACT' then "member"."phone" end as "phone"
from "member"
where "member"."status" = $1
  and "member"."archived_at" is null
  and "member"."directory" in ($2, $3)
  and (select directory_enabled from church_settings)
  and true
order by "member"."last_name" asc, "member"."first_name" asc, "member"."id" asc
limit $4;

select count(*) as total
from (
  (
    select "member"."id"
    from "member"
    where "member"."status" = $1
      and "member"."archived_at" is null
      and "member"."directory" in ($2, $3)
      and (select directory_enabled from church_settings)
  )
  limit $4
) as counted;
