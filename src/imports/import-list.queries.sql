-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- importList
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
where true
order by "member_import"."created_at" desc, "member_import"."id" desc
limit 26;

select count(*) as total
from ((select "id" from "member_import") limit $1) as counted;

-- reportedRows, all
select row_no::text as "rowNo",
  fate as "fate",
  faults as "faults",
  notes as "notes",
  "changes",
  "member_id" as "memberId",
  "undone",
  "undo_reason" as "undoReason",
  profile ->> 'firstName' as "firstName",
  profile ->> 'lastName' as "lastName"
from "member_import_row"
where "import_id" = $1 and "fate" is not null and true
order by "member_import_row"."row_no" asc
limit 26;

select count(*) as total
from ((select "row_no" from "member_import_row" where "import_id" = $1 and "fate" is not null) limit $2) as counted;

-- reportedRows, of a fate, kept
select row_no::text as "rowNo",
  fate as "fate",
  faults as "faults",
  notes as "notes",
  "changes",
  "member_id" as "memberId",
  "undone",
  "undo_reason" as "undoReason",
  profile ->> 'firstName' as "firstName",
  profile ->> 'lastName' as "lastName"
from "member_import_row"
where "import_id" = $1 and "fate" is not null and "fate" = $2 and "undone" = $3 and true
order by "member_import_row"."row_no" asc
limit 26;

select count(*) as total
from (
  (
    select "row_no"
    from "member_import_row"
    where "import_id" = $1 and "fate" is not null and "fate" = $2 and "undone" = $3
  )
  limit $4
) as counted;

-- refusedRows
select row_no as "rowNo", cells, faults
from member_import_row
where import_id = $1 and fate = 'REFUSED' and row_no > $2
order by row_no
limit $3;
