-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- resourcesById
select "resource"."id",
  "resource"."name",
  "resource"."kind",
  "resource"."archived_at" as "archivedAt",
  "resource"."created_at" as "createdAt",
  "resource"."updated_at" as "updatedAt",
  "resource"."version"
from "resource"
where "resource"."id" = any($1::uuid[]);

-- lockResources
select "id"
from "resource"
where "id" = any($1::uuid[])
order by "id"
for update;

select "resource"."id",
  "resource"."name",
  "resource"."kind",
  "resource"."archived_at" as "archivedAt",
  "resource"."created_at" as "createdAt",
  "resource"."updated_at" as "updatedAt",
  "resource"."version"
from "resource"
where "resource"."id" = any($1::uuid[]);

-- addResource
insert into "resource" ("id", "name", "kind")
values ($1, $2, $3)
returning "resource"."id",
  "resource"."name",
  "resource"."kind",
  "resource"."archived_at" as "archivedAt",
  "resource"."created_at" as "createdAt",
  "resource"."updated_at" as "updatedAt",
  "resource"."version";

-- changeResource
update "resource"
set "name" = $1, "kind" = $2, "archived_at" = $3, "updated_at" = $4, "version" = "version" + $5
where "id" = $6
returning "resource"."id",
  "resource"."name",
  "resource"."kind",
  "resource"."archived_at" as "archivedAt",
  "resource"."created_at" as "createdAt",
  "resource"."updated_at" as "updatedAt",
  "resource"."version";
