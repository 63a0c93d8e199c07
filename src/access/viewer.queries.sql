-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- memberOfUser
select "id"
from "member"
where "user_id" = $1;
