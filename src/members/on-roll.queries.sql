-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- isOnRoll
select "id"
from "member"
where "id" = $1 and "archived_at" is null and "status" not in ($2, $3, $4);
