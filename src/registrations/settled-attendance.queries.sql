-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- firstSettled
select "wanted"."at"
from unnest($1::timestamptz[]) as wanted(at)
where (
  exists (
    select "id"
    from "event_registration"
    where "event_id" = $2 and "occurrence_at" = "wanted"."at" and "status" in ($3, $4)
  )
  or exists (select "id" from "attendance_record" where "event_id" = $5 and "occurrence_at" = "wanted"."at")
  or exists (select "id" from "attendance_count" where "event_id" = $6 and "occurrence_at" = "wanted"."at")
)
order by "wanted"."at";
