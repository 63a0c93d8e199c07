-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- knownIds, of roles
select "id"
from "role"
where "id" = any($1::uuid[]);

-- knownIds, of ministries
select "id"
from "ministry"
where "id" = any($1::uuid[]) and "archived_at" is null and "category" in ($2);

-- knownIds, of members
select "id"
from "member"
where "id" = any($1::uuid[]) and "archived_at" is null and "status" <> $2;

-- leadersOfAll
select "member_id" as "memberId"
from "ministry_membership"
where "ministry_id" = any($1::uuid[]) and "status" = $2 and "role" in ($3, $4)
group by "member_id" having count(*) = $5;

-- reachedIds, leaders
select "id"
from "role"
where "key" = $1;

-- reachedIds, the youth
select "id"
from "ministry"
where "category" = $1 and "archived_at" is null
order by "id";
