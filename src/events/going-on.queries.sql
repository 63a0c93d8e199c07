-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- goingOnOf
select min(starts_at + interval '0') as "first"
from "event_occurrence"
where ends_at - starts_at > interval '1 day' and "ends_at" > $1;
