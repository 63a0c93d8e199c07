-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- takeNumber
insert into "counter" ("name", "value")
values ($1, $2::bigint)
on conflict ("name")
do update set "value" = greatest(counter.value + $3::bigint, excluded.value)
returning "value";

-- takeNumbers
insert into "counter" ("name", "value")
values ($1, $2::bigint)
on conflict ("name")
do update set "value" = greatest(counter.value + $3::bigint, excluded.value)
returning "value";

-- lastNumber
select "value"
from "counter"
where "name" = $1;
