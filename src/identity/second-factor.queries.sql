-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- hasSecondFactor
select "user_id"
from "second_factor"
where "user_id" = $1 and "confirmed_at" is not null;
