-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- addNotification
insert into "counter" ("name", "value")
values ($1, $2::bigint)
on conflict ("name")
do update set "value" = greatest(counter.value + $3::bigint, excluded.value)
returning "value";

insert into "notification" (
  "id",
  "type",
  "category",
  "priority",
  "title",
  "message",
  "entity",
  "audience_kind",
  "audience_ids",
  "action_kind",
  "entity_id",
  "created_at",
  "seq"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, clock_timestamp(), $12)
returning "notification"."id",
  "notification"."seq" as "sequence",
  "notification"."type",
  "notification"."category",
  "notification"."priority",
  "notification"."action_kind" as "actionKind",
  "notification"."title",
  "notification"."message",
  "notification"."entity",
  "notification"."entity_id" as "entityId",
  "notification"."path",
  "notification"."params",
  "notification"."expires_at" as "expiresAt",
  "notification"."created_at" as "createdAt";

insert into "notification_audience" ("audience_id", "seq")
select distinct "named"."id" as "audience_id", $1::bigint as "seq"
from unnest($2::uuid[]) as named(id);

-- wasTold
select "value"
from "counter"
where "name" = $1
for update;

select "id"
from "notification"
where "dedup_key" = $1;

-- newestSequence
select "value"
from "counter"
where "name" = $1;

-- tellFromNowOn
select "value"
from "counter"
where "name" = $1;

insert into "notification_user" ("user_id", "since_seq")
values ($1, $2)
on conflict ("user_id") do nothing;

-- readThrough
select "value"
from "counter"
where "name" = $1;

insert into "notification_user" ("user_id", "read_through_seq")
values ($1, $2)
on conflict ("user_id")
do update set "read_through_seq" = greatest(notification_user.read_through_seq, excluded.read_through_seq),
  "updated_at" = now();

-- dismiss
insert into "notification_mark" ("user_id", "notification_id", "dismissed_at")
values ($1, $2, $3)
on conflict ("user_id", "notification_id")
do update set "dismissed_at" = coalesce(notification_mark.dismissed_at, excluded.dismissed_at);

-- markRead
insert into "notification_mark" ("user_id", "notification_id", "read_at")
values ($1, $2, $3)
on conflict ("user_id", "notification_id")
do update set "read_at" = coalesce(notification_mark.read_at, excluded.read_at);
