-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- calendarEvents, of a ministry
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
where "event"."type" in ($1)
  and (
    "event"."status" <> $2
    and ("event"."visibility" in ($3, $4) or ("event"."visibility" = $5 and event.ministry_id = any($6::uuid[])))
  )
  and coalesce(event.series_ends_at, event.ends_at) > $7
  and "event"."ministry_id" = $8
order by "event"."starts_at" desc, "event"."id" desc
limit $9;

-- calendarEvents, of a member
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
where "event"."type" in ($1)
  and (
    "event"."status" <> $2
    and ("event"."visibility" in ($3, $4) or ("event"."visibility" = $5 and event.ministry_id = any($6::uuid[])))
  )
  and coalesce(event.series_ends_at, event.ends_at) > $7
  and (event.ministry_id = any($8::uuid[]) or event.id = any($9::uuid[]))
order by "event"."starts_at" desc, "event"."id" desc
limit $10;

-- calendarState, of a ministry
select count(*) as "count", coalesce(sum(event.version), 0) as "versions", max(event.updated_at) as "changedAt"
from "event"
where "event"."type" in ($1)
  and (
    "event"."status" <> $2
    and ("event"."visibility" in ($3, $4) or ("event"."visibility" = $5 and event.ministry_id = any($6::uuid[])))
  )
  and coalesce(event.series_ends_at, event.ends_at) > $7
  and "event"."ministry_id" = $8;

-- calendarState, of a member
select count(*) as "count", coalesce(sum(event.version), 0) as "versions", max(event.updated_at) as "changedAt"
from "event"
where "event"."type" in ($1)
  and (
    "event"."status" <> $2
    and ("event"."visibility" in ($3, $4) or ("event"."visibility" = $5 and event.ministry_id = any($6::uuid[])))
  )
  and coalesce(event.series_ends_at, event.ends_at) > $7
  and (event.ministry_id = any($8::uuid[]) or event.id = any($9::uuid[]));

-- exceptionsOfEvents
select "event_id" as "eventId",
  "original_at" as "originalAt",
  "kind",
  "starts_at" as "startsAt",
  "ends_at" as "endsAt",
  "title",
  "location",
  "capacity",
  "cancel_reason" as "cancelReason",
  "is_added" as "isAdded"
from "event_exception"
where "event_id" = any($1::uuid[])
order by "original_at";
