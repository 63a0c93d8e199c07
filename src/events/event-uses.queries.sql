-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- isRegisteredFor
select "id"
from "event_registration"
where "event_id" = $1
limit $2;
