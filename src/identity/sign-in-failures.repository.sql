-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- lockFailures
insert into "sign_in_failure" ("slot", "window_started_at", "attempts", "told")
values ($1, $2, $3, $4)
on conflict do nothing;

select "window_started_at" as "windowStartedAt", "attempts", "told"
from "sign_in_failure"
where "slot" = $1
for update;

-- keepFailures
update "sign_in_failure"
set "window_started_at" = $1, "attempts" = $2, "told" = $3
where "slot" = $4;
