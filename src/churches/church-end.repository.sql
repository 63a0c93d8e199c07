-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- condemnChurch
update "church"
set "status" = $1, "updated_at" = now()
where "id" = $2 and "status" <> $3;

-- leaveTombstone
delete from "church_feature"
where "church_id" = $1;

update "church"
set "subdomain" = $1,
  "erased_at" = now(),
  "updated_at" = now(),
  "wave" = $2,
  "lease_until" = $3,
  "lease_by" = $4,
  "moving_to" = $5,
  "migration_error" = $6,
  "migration_step" = $7,
  "migration_statement" = $8
where "id" = $9 and "status" = $10;
