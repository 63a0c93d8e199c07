-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- condemnChurch
update "church"
set "status" = $1, "updated_at" = now()
where "id" = $2 and "status" <> $3;

-- leaveTombstone
delete from "church_feature"
where "church_id" = $1;

delete from "domain"
where "church_id" = $1;

update "church"
set "email" = $1,
  "phone" = $2,
  "address" = $3,
  "website" = $4,
  "subdomain" = $5,
  "erased_at" = now(),
  "updated_at" = now(),
  "wave" = $6,
  "lease_until" = $7,
  "lease_by" = $8,
  "moving_to" = $9,
  "migration_error" = $10,
  "migration_step" = $11,
  "migration_statement" = $12
where "id" = $13 and "status" = $14;
