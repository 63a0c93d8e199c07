-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- lockFailures
insert into "account_failure" ("church_id", "slot", "window_started_at", "attempts", "told")
values ($1, $2, $3, $4, $5)
on conflict do nothing;

select "window_started_at" as "windowStartedAt", "attempts", "told"
from "account_failure"
where "church_id" = $1 and "slot" = $2
for update;

-- keepFailures
update "account_failure"
set "window_started_at" = $1, "attempts" = $2, "told" = $3
where "church_id" = $4 and "slot" = $5;
