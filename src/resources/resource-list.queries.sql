-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- resourceList, first page
select "resource"."id",
  "resource"."name",
  "resource"."kind",
  "resource"."archived_at" as "archivedAt",
  "resource"."created_at" as "createdAt",
  "resource"."updated_at" as "updatedAt",
  "resource"."version"
from "resource"
where "resource"."archived_at" is null and true
order by "resource"."name" asc, "resource"."id" asc
limit 26;

select count(*) as total
from ((select "resource"."id" from "resource" where "resource"."archived_at" is null) limit $1) as counted;

-- resourceList, archived rooms, next page
select "resource"."id",
  "resource"."name",
  "resource"."kind",
  "resource"."archived_at" as "archivedAt",
  "resource"."created_at" as "createdAt",
  "resource"."updated_at" as "updatedAt",
  "resource"."version"
from "resource"
where "resource"."archived_at" is not null
  and "resource"."kind" = $1
  and ("resource"."name", "resource"."id") > ($2, $3)
order by "resource"."name" asc, "resource"."id" asc
limit 26;

select count(*) as total
from (
  (select "resource"."id" from "resource" where "resource"."archived_at" is not null and "resource"."kind" = $1)
  limit $2
) as counted;
