-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- isTooOften
select "event_id"
from "event_occurrence"
where "event_id" in (select "id" from "event" where "series_ends_at" > $1) and "ends_at" > $2 and "starts_at" < $3
group by "event_id" having count(*) > $4
limit $5;
