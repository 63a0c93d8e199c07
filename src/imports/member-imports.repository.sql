-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- addImport
insert into "member_import" (
  "id", "source", "status", "created_by", "file_name", "upload_hash", "upload_expires_at", "created_at", "updated_at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
returning "member_import"."id",
  "member_import"."created_by" as "createdBy",
  "member_import"."file_name" as "fileName",
  "member_import"."status",
  "member_import"."fault_code" as "faultCode",
  "member_import"."fault_message" as "faultMessage",
  "member_import"."source",
  "member_import"."dialect",
  "member_import"."encoding",
  "member_import"."delimiter",
  "member_import"."columns",
  "member_import"."blank_cells" as "blankCells",
  "member_import"."date_order" as "dateOrder",
  "member_import"."row_count" as "rowCount",
  "member_import"."done_rows" as "doneRows",
  "member_import"."step",
  "member_import"."counts",
  "member_import"."created_at" as "createdAt",
  "member_import"."updated_at" as "updatedAt",
  "member_import"."finished_at" as "finishedAt";

-- findImport
select "member_import"."id",
  "member_import"."created_by" as "createdBy",
  "member_import"."file_name" as "fileName",
  "member_import"."status",
  "member_import"."fault_code" as "faultCode",
  "member_import"."fault_message" as "faultMessage",
  "member_import"."source",
  "member_import"."dialect",
  "member_import"."encoding",
  "member_import"."delimiter",
  "member_import"."columns",
  "member_import"."blank_cells" as "blankCells",
  "member_import"."date_order" as "dateOrder",
  "member_import"."row_count" as "rowCount",
  "member_import"."done_rows" as "doneRows",
  "member_import"."step",
  "member_import"."counts",
  "member_import"."created_at" as "createdAt",
  "member_import"."updated_at" as "updatedAt",
  "member_import"."finished_at" as "finishedAt"
from "member_import"
where "id" = $1;

-- lockImport
select "member_import"."id",
  "member_import"."created_by" as "createdBy",
  "member_import"."file_name" as "fileName",
  "member_import"."status",
  "member_import"."fault_code" as "faultCode",
  "member_import"."fault_message" as "faultMessage",
  "member_import"."source",
  "member_import"."dialect",
  "member_import"."encoding",
  "member_import"."delimiter",
  "member_import"."columns",
  "member_import"."blank_cells" as "blankCells",
  "member_import"."date_order" as "dateOrder",
  "member_import"."row_count" as "rowCount",
  "member_import"."done_rows" as "doneRows",
  "member_import"."step",
  "member_import"."counts",
  "member_import"."created_at" as "createdAt",
  "member_import"."updated_at" as "updatedAt",
  "member_import"."finished_at" as "finishedAt"
from "member_import"
where "id" = $1
for update;

-- takeUpload
update "member_import"
set "status" = $1, "upload_hash" = $2, "updated_at" = $3
where "id" = $4 and "status" = $5 and "upload_hash" = $6 and "upload_expires_at" > $7
returning "member_import"."id",
  "member_import"."created_by" as "createdBy",
  "member_import"."file_name" as "fileName",
  "member_import"."status",
  "member_import"."fault_code" as "faultCode",
  "member_import"."fault_message" as "faultMessage",
  "member_import"."source",
  "member_import"."dialect",
  "member_import"."encoding",
  "member_import"."delimiter",
  "member_import"."columns",
  "member_import"."blank_cells" as "blankCells",
  "member_import"."date_order" as "dateOrder",
  "member_import"."row_count" as "rowCount",
  "member_import"."done_rows" as "doneRows",
  "member_import"."step",
  "member_import"."counts",
  "member_import"."created_at" as "createdAt",
  "member_import"."updated_at" as "updatedAt",
  "member_import"."finished_at" as "finishedAt";

-- changeImport
update "member_import"
set "status" = $1, "done_rows" = $2, "columns" = $3::jsonb, "counts" = $4::jsonb, "updated_at" = $5
where "id" = $6
returning "member_import"."id",
  "member_import"."created_by" as "createdBy",
  "member_import"."file_name" as "fileName",
  "member_import"."status",
  "member_import"."fault_code" as "faultCode",
  "member_import"."fault_message" as "faultMessage",
  "member_import"."source",
  "member_import"."dialect",
  "member_import"."encoding",
  "member_import"."delimiter",
  "member_import"."columns",
  "member_import"."blank_cells" as "blankCells",
  "member_import"."date_order" as "dateOrder",
  "member_import"."row_count" as "rowCount",
  "member_import"."done_rows" as "doneRows",
  "member_import"."step",
  "member_import"."counts",
  "member_import"."created_at" as "createdAt",
  "member_import"."updated_at" as "updatedAt",
  "member_import"."finished_at" as "finishedAt";

-- isAnotherWriting
select pg_advisory_xact_lock(hashtext(current_schema() || ' member import'));

select "id"
from "member_import"
where "status" in ($1, $2) and "id" <> $3;

-- findOldImport
select "id"
from "member_import"
where (("status" not in ($1, $2) and "updated_at" < $3) or ("status" in ($4, $5, $6) and "updated_at" < $7))
order by "updated_at"
limit $8;

-- removeImport
delete from "member_import"
where "id" = $1;
