-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- ownEntries
select "id", "at", "action", "fields"
from "audit_log"
where ("actor_id" = $1 or ("entity" = $2 and "entity_id" = $3) or ("entity" = $4 and "entity_id" = $5))
order by "seq" desc
limit $6;
