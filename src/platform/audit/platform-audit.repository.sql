-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- addPlatformAct
insert into "platform_audit" (
  "id",
  "at",
  "action",
  "target",
  "detail",
  "actor_kind",
  "actor_id",
  "actor_name",
  "church_id",
  "ip",
  "user_agent",
  "request_id"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);
