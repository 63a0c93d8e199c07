-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- ownNotices
select "id", "type", "title", "message", "created_at" as "createdAt"
from "notification"
where "audience_kind" in ($1, $2) and audience_ids && $3::uuid[]
order by "seq" desc
limit $4;
