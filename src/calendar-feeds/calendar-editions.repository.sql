-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- findEdition, of a link
select "etag", "modified_at" as "modifiedAt"
from "calendar_edition"
where "feed_id" = $1;

-- findEdition, of all
select "etag", "modified_at" as "modifiedAt"
from "calendar_edition"
where "feed_id" is null;

-- keepEdition
insert into "calendar_edition" ("id", "etag", "feed_id", "modified_at")
values ($1, $2, $3, date_trunc('second', $4::timestamptz))
on conflict ("feed_id")
do update set "etag" = $5,
  "modified_at" = case when calendar_edition.etag = excluded.etag then calendar_edition.modified_at else greatest(
    excluded.modified_at, calendar_edition.modified_at + interval '1 second'
  ) end
returning "etag", "modified_at" as "modifiedAt";
