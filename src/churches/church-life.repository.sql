-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- listChurches
select "id",
  "subdomain",
  "name",
  "status",
  "plan",
  "cell",
  "version",
  "created_at" as "createdAt",
  "erased_at" as "erasedAt",
  "moving_to" as "movingTo"
from "church"
where "status" <> $1 and "status" = $2
order by "subdomain", "erased_at";

-- activePlaces
select "cell", substr(schema_name, 3) as "key"
from "church"
where "status" = $1
order by "id";

-- changeStatus
update "church"
set "status" = $1, "suspended_reason" = $2, "updated_at" = now()
where "subdomain" = $3 and "status" = $4;

select "status"
from "church"
where "subdomain" = $1;

-- renameSubdomain
select "id"
from "church"
where "subdomain" = $1
for update;

select pg_advisory_xact_lock(hashtextextended($1, 42));

select "id"
from "church"
where "subdomain" = $1;

update "church"
set "subdomain" = $1, "updated_at" = now()
where "subdomain" = $2 and false;
