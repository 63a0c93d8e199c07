-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- churchVersions
select "id", "subdomain", "cell", "schema_name" as "schemaName", "version"
from "church"
where "status" <> $1
order by "id";

-- noteVersion
update "church"
set "version" = $1
where "id" = $2 and "version" <> $3;
