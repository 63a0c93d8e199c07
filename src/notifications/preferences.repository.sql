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

-- passOnChoices
insert into notification_preference (owner_id, channel, category, enabled, frequency)
select heir.id, channel, category, enabled, frequency
from notification_preference
cross join (select $1::uuid as id union select user_id from member where id = $2) as heir
where owner_id = $3 and heir.id is not null
on conflict do nothing;

-- personBehind
select distinct person.id
from (select coalesce((select member_id from member_alias where old_id = $1), $2::uuid) as id) as now
left join member on member.id = now.id
cross join lateral (values ($3::uuid), (now.id), (member.user_id)) as person (id)
where person.id is not null;

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
