-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- endNotificationsOf
update "notification"
set "expires_at" = least(expires_at, now())
where entity = 'announcement' and "entity_id" = $1;

-- endNotificationsOfEvent
update "notification"
set "expires_at" = least(expires_at, now())
where entity = 'event' and "entity_id" = $1;

-- endFalseReminders
update "notification"
set "expires_at" = least(expires_at, now())
where entity = 'event'
  and "entity_id" = $1
  and "type" = $2
  and "expires_at" > now()
  and not exists (
    select "event_occurrence"."event_id"
    from "event_occurrence"
    where "event_occurrence"."event_id" = "notification"."entity_id"
      and "event_occurrence"."is_cancelled" = $3
      and "event_occurrence"."starts_at" = (notification.params ->> 'startsAt')::timestamptz
  );

-- takeReminderBack
with told as (
  select id
  from notification
  where entity = 'event'
    and entity_id = $1
    and type = 'EVENT_REMINDER'
    and (params ->> 'startsAt')::timestamptz = $2
    and $3::uuid = any(audience_ids)
),
person as ( select id, user_id from member where id = $4 ),
stopped as (
  update notification_delivery as delivery
  set status = 'SUPPRESSED', error = 'Its place was given up.'
  from told, person
  where delivery.notification_id = told.id
    and delivery.status in ('PENDING', 'HELD')
    and (delivery.user_id = person.user_id or delivery.member_id = person.id)
) insert into notification_mark (user_id, notification_id, dismissed_at)
select person.user_id, told.id, $5
from told, person
where person.user_id is not null
on conflict (user_id, notification_id)
do update set dismissed_at = coalesce(notification_mark.dismissed_at, excluded.dismissed_at);
