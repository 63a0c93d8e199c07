-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- comingOccurrences
select "occurrence_at" as "occurrenceAt", "starts_at" as "startsAt", "ends_at" as "endsAt"
from "event_occurrence"
where "event_id" = $1 and "is_cancelled" = $2 and "ends_at" > $3
order by "starts_at", "occurrence_at";
