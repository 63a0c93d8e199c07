-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- hasOldApplications
select "id"
from "membership_application"
where status in ('REJECTED', 'WITHDRAWN')
  and coalesce(withdrawn_at, reviewed_at) <= $1::timestamptz - make_interval(
    months => (select application_retention_months from church_settings)
  )
limit $2;

-- removeOldApplications
delete from "membership_application"
where "id" in (
  select "id"
  from "membership_application"
  where status in ('REJECTED', 'WITHDRAWN')
    and coalesce(withdrawn_at, reviewed_at) <= $1::timestamptz - make_interval(
      months => (select application_retention_months from church_settings)
    )
  limit $2
  for update skip locked
)
returning "id";

-- removeApplicationsOf
delete from "membership_application"
where "member_id" = any($1::uuid[])
  and (select "status" from "member" where "member"."id" = "membership_application"."member_id") = $2;

-- removeApplicationsAs
delete from "membership_application"
where "member_id" is null and "email" = any($1::text[]) and lower(first_name) = $2 and lower(last_name) = $3;

-- moveApplication
update "membership_application"
set "member_id" = $1
where "member_id" = $2
  and not exists (select "kept"."id" from "membership_application" as "kept" where "kept"."member_id" = $3);
