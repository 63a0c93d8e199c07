-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- openChurches, from the first
select "id", "cell", "schema_name" as "schemaName"
from "church"
where "status" = $1
order by "id"
limit $2;

-- openChurches, after one
select "id", "cell", "schema_name" as "schemaName"
from "church"
where "status" = $1 and "id" > $2
order by "id"
limit $3;
