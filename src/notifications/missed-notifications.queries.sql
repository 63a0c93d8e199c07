-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- missedMessages
select "notification"."id",
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
  "notification"."created_at" as "createdAt",
  "notification"."audience_kind" as "audienceKind",
  "notification"."audience_ids" as "audienceIds",
  "notification"."except_user" as "exceptUser"
from "notification"
where "seq" > $1 and "seq" <= $2
order by "seq"
limit $3;

select "event"."id",
  "event"."description",
  "event"."type",
  "event"."visibility",
  "event"."ministry_id" as "ministryId",
  "event"."all_day" as "allDay",
  "event"."time_zone" as "timeZone",
  "event"."rrule",
  "event"."series_ends_at" as "seriesEndsAt",
  "event"."registration",
  "event"."registration_opens_at" as "registrationOpensAt",
  "event"."deadline_minutes" as "deadlineMinutes",
  "event"."waitlist",
  "event"."ical_sequence" as "icalSequence",
  "event"."created_by" as "createdBy",
  "event"."created_at" as "createdAt",
  "event"."updated_at" as "updatedAt",
  "event"."version",
  array(
    select guide.member_id
    from ministry_membership guide
    where guide.ministry_id = event.ministry_id and guide.status = 'ACTIVE' and guide.role in ('LEADER', 'ASSISTANT')
  ) as "leaderIds",
  "event"."title",
  "event"."status",
  "event"."starts_at" as "startsAt",
  "event"."ends_at" as "endsAt",
  "event"."starts_at" as "occurrenceAt",
  "event"."location",
  "event"."capacity",
  "event"."cancel_reason" as "cancelReason"
from "event"
where "event"."id" = any($1::uuid[]);

-- missedPage
select "value"
from "counter"
where "name" = $1;

select "notification"."id",
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
  "notification"."created_at" as "createdAt",
  "notification"."audience_kind" as "audienceKind",
  "notification"."audience_ids" as "audienceIds",
  "notification"."except_user" as "exceptUser"
from "notification"
where "seq" > $1
  and (
    (
      notification.audience_kind = 'CHURCH'
      or (
        notification.audience_ids && $2::uuid[]
        and exists (
          select
          from unnest($3::uuid[], $4::timestamptz[], $5::boolean[]) as own (id, since, is_of_child)
          where own.id = any(notification.audience_ids)
            and (own.since is null or notification.created_at >= own.since)
            and not (own.is_of_child and notification.category = $6)
        )
      )
    )
    and (notification.except_user is null or notification.except_user <> $7)
    and (notification.expires_at is null or notification.expires_at > now())
  )
  and not exists (
    select
    from "notification_mark"
    where "notification_mark"."notification_id" = "notification"."id"
      and "notification_mark"."user_id" = $8
      and "notification_mark"."dismissed_at" is not null
  )
order by "seq"
limit $9;

select "event"."id",
  "event"."description",
  "event"."type",
  "event"."visibility",
  "event"."ministry_id" as "ministryId",
  "event"."all_day" as "allDay",
  "event"."time_zone" as "timeZone",
  "event"."rrule",
  "event"."series_ends_at" as "seriesEndsAt",
  "event"."registration",
  "event"."registration_opens_at" as "registrationOpensAt",
  "event"."deadline_minutes" as "deadlineMinutes",
  "event"."waitlist",
  "event"."ical_sequence" as "icalSequence",
  "event"."created_by" as "createdBy",
  "event"."created_at" as "createdAt",
  "event"."updated_at" as "updatedAt",
  "event"."version",
  array(
    select guide.member_id
    from ministry_membership guide
    where guide.ministry_id = event.ministry_id and guide.status = 'ACTIVE' and guide.role in ('LEADER', 'ASSISTANT')
  ) as "leaderIds",
  "event"."title",
  "event"."status",
  "event"."starts_at" as "startsAt",
  "event"."ends_at" as "endsAt",
  "event"."starts_at" as "occurrenceAt",
  "event"."location",
  "event"."capacity",
  "event"."cancel_reason" as "cancelReason"
from "event"
where "event"."id" = any($1::uuid[]);

-- sinceSequence
select "since_seq"
from "notification_user"
where "user_id" = $1;
