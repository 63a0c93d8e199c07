-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- takeDue
with first as (
  select id, user_id, member_id, channel, frequency
  from notification_delivery
  where status in ('PENDING', 'HELD') and due_at <= $1 and attempts < $2
  order by due_at
  limit 1
  for update skip locked
),
due as (
  select delivery.id
  from notification_delivery as delivery
  join first on delivery.id = first.id
    or (
      first.frequency <> 'IMMEDIATE'
      and delivery.frequency = first.frequency
      and coalesce(delivery.user_id, delivery.member_id) = coalesce(first.user_id, first.member_id)
      and delivery.channel = first.channel
    )
  where delivery.status in ('PENDING', 'HELD') and delivery.due_at <= $3 and delivery.attempts < $4
  order by delivery.id
  limit 100
  for update of delivery skip locked
),
taken as (
  update notification_delivery as delivery
  set attempts = delivery.attempts + 1,
    due_at = $5::timestamptz + (
      array['2 minutes', '10 minutes', '1 hour', '4 hours', '12 hours', '12 hours']
    )[delivery.attempts + 1]::interval
  from due
  where delivery.id = due.id
  returning delivery.*
)
select taken.id,
  taken.user_id as "userId",
  taken.member_id as "memberId",
  own.id as "ownMemberId",
  taken.channel,
  taken.frequency,
  taken.attempts,
  taken.notification_id as "notificationId",
  told.type,
  told.category,
  told.title,
  told.message,
  told.path,
  told.params,
  coalesce(chosen.enabled, taken.channel = 'EMAIL')
  and (told.expires_at is null or told.expires_at > $6)
  and mark.dismissed_at is null
  and (
    taken.frequency = 'IMMEDIATE' or (mark.read_at is null and told.seq > coalesce(self.read_through_seq, 0))
  ) as "isWanted"
from taken
join notification as told on told.id = taken.notification_id
left join member as own on own.user_id = taken.user_id
left join notification_user as self on self.user_id = taken.user_id
left join notification_mark as mark on mark.user_id = taken.user_id and mark.notification_id = told.id
left join notification_preference as chosen on chosen.owner_id = coalesce(taken.user_id, taken.member_id)
  and chosen.channel = taken.channel
  and chosen.category = told.category
order by told.seq;

-- endDeliveries
update "notification_delivery"
set "status" = $1, "error" = $2, "sent_at" = $3
where "id" = any($4::uuid[]);

-- failTry
update "notification_delivery"
set "error" = $1, "status" = case when attempts >= $2 then 'FAILED' else status end
where "id" = any($3::uuid[]);

-- nextDue
update "notification_delivery"
set "status" = $1, "error" = coalesce(error, 'The last try did not end.')
where "status" in ($2, $3) and "attempts" >= $4 and "due_at" <= $5;

select "due_at"
from "notification_delivery"
where "status" in ($1, $2)
order by "due_at"
limit $3;

-- isDead
select "address"
from "notification_dead_address"
where "address" = $1;

-- buryAddress
insert into "notification_dead_address" ("address", "reason")
values ($1, $2)
on conflict ("address") do nothing;

-- forgetRecipient
update "notification_delivery"
set "error" = $1
where ("member_id" = $2 or "user_id" = $3) and "error" is not null;

delete from "notification_dead_address"
where "address" = any($1::text[]);

-- memberMailbox
select "email", "first_name", "last_name"
from "member"
where "id" = $1 and "archived_at" is null and "status" not in ($2, $3) and "user_id" is null;
