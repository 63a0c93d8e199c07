-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- eventsById
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

-- lockEvent
select "id"
from "event"
where "id" = $1
for update;

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

-- setEventStatus
update "event"
set "status" = $1, "updated_at" = $2, "version" = "version" + $3
where "id" = $4;
