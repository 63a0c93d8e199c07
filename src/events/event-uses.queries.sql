-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- isRegisteredFor
select (
  exists (select "id" from "event_registration" where "event_id" = $1)
  or exists (select "id" from "attendance_record" where "event_id" = $2)
  or exists (select "id" from "attendance_count" where "event_id" = $3)
) as "isUsed";
