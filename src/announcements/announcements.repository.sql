-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- addAnnouncements
insert into "announcement" (
  "id", "title", "body", "type", "priority", "is_pinned", "published_at", "expires_at", "created_by"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9);
