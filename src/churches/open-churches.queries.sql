-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- openChurches
select "cell", "schema_name" as "schemaName"
from "church"
where "status" = $1;
