-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- whereIsPlace
select "id", "status", "subdomain", "cell", "moving_to" as "movingTo", substr(schema_name, 3) as "placeKey"
from "church"
where "schema_name" = $1;

-- whereIs
select "id", "status", "subdomain", "cell", "moving_to" as "movingTo", substr(schema_name, 3) as "placeKey"
from "church"
where "subdomain" = $1;

-- beginMove
update "church"
set "moving_to" = $1
where "id" = $2
  and "cell" = $3
  and "moving_to" is null
  and "status" in ($4, $5)
  and coalesce(lease_until < clock_timestamp(), true);

insert into "church_leftover" ("church_id", "cell")
values ($1, $2)
on conflict do nothing;

-- switchCell
update "church"
set "cell" = $1, "updated_at" = now()
where "id" = $2 and "cell" = $3 and "moving_to" = $4 and "status" <> $5;

delete from "church_leftover"
where "church_id" = $1 and "cell" = $2;

insert into "church_leftover" ("church_id", "cell")
values ($1, $2);

-- turnBack
update "church"
set "moving_to" = cell
where "id" = $1 and "moving_to" is not null;

-- endMove
update "church"
set "moving_to" = $1
where "id" = $2 and "moving_to" = cell;

-- leftoversOf
select "cell"
from "church_leftover"
where "church_id" = $1
order by "cell";

-- forgetLeftover
delete from "church_leftover"
where "church_id" = $1 and "cell" = $2;

-- countCells
select "cell", count(*) filter(where "status" = $1) as "warm", count(*) filter(where "status" <> $2) as "owned"
from "church"
where "status" <> $3
group by "cell";
