-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- isRegisteredFor
select "id"
from "event_registration"
where "event_id" = $1
union all
select "id"
from "attendance_record"
where "event_id" = $2
limit $3
limit $4;
