-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- chosenPreferences
select "channel", "category", "enabled", "frequency"
from "notification_preference"
where "owner_id" = $1;

-- choose
insert into "notification_preference" ("owner_id", "channel", "category", "enabled", "frequency")
values ($1, $2, $3, $4, $5)
on conflict ("owner_id", "channel", "category")
do update set "enabled" = excluded.enabled, "frequency" = excluded.frequency, "updated_at" = now();

-- quietHoursOf
select "quiet_start" as "start", "quiet_end" as "end", "time_zone" as "timeZone"
from "notification_user"
where "user_id" = $1;

-- isKnownZone
select
from pg_timezone_names
where lower(name) = lower($1)
limit 1;

-- keepQuietHours
insert into "notification_user" ("user_id", "quiet_start", "quiet_end", "time_zone")
values ($1, $2, $3, $4)
on conflict ("user_id")
do update set "quiet_start" = $5, "quiet_end" = $6, "time_zone" = $7, "updated_at" = now();
