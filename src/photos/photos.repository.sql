-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- addUpload
insert into "document" ("id", "member_id", "uploaded_by", "created_at", "updated_at", "category")
values ($1, $2, $3, $4, $5, $6);

-- findDocument
select "id",
  "member_id" as "memberId",
  "status",
  "storage_key" as "storageKey",
  "mime_type" as "mimeType",
  "uploaded_by" as "uploadedBy"
from "document"
where "id" = $1;

-- lockDocument
select "id",
  "member_id" as "memberId",
  "status",
  "storage_key" as "storageKey",
  "mime_type" as "mimeType",
  "uploaded_by" as "uploadedBy"
from "document"
where "id" = $1
for update;

-- nameUpload
update "document"
set "storage_key" = $1, "updated_at" = $2
where "id" = $3;

-- finishUpload
update "document"
set "status" = $1, "mime_type" = $2, "size_bytes" = $3, "sha256" = $4, "updated_at" = $5
where "id" = $6;

-- rejectUpload
update "document"
set "status" = $1, "updated_at" = $2
where "id" = $3 and "status" = $4;

-- removeDocuments
delete from "document"
where "id" = any($1::uuid[])
returning "storage_key" as "storageKey";

-- removeDocumentsOf
delete from "document"
where "member_id" = $1
returning "storage_key" as "storageKey";

-- moveDocuments
update "document"
set "member_id" = $1
where "member_id" = $2;

-- readyFiles
select "storage_key" as "storageKey"
from "document"
where "status" = $1;

-- unfinishedBefore
select "id"
from "document"
where "status" <> $1 and "created_at" < $2
limit $3;
