-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- hasEnded
select "id"
from "export_log"
where "id" = $1;

-- addExport
insert into "export_log" (
  "id", "kind", "format", "filters", "outcome", "user_id", "row_count", "byte_size", "duration_ms"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9);
