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
set "updated_at" = $1,
  "version" = "version" + $2,
  "ical_sequence" = "ical_sequence" + $3,
  "status" = $4,
  "cancel_reason" = $5
where "id" = $6;

update "event_occurrence"
set "type" = "event"."type",
  "visibility" = "event"."visibility",
  "ministry_id" = "event"."ministry_id",
  "is_draft" = event.status = 'DRAFT'
from "event"
where "event"."id" = $1
  and "event_occurrence"."event_id" = "event"."id"
  and (
    event_occurrence.type, event_occurrence.visibility, event_occurrence.ministry_id, event_occurrence.is_draft
  ) is distinct
from (event.type, event.visibility, event.ministry_id, event.status = 'DRAFT');

-- touchEvent
update "event"
set "updated_at" = $1, "version" = "version" + $2, "ical_sequence" = "ical_sequence" + $3
where "id" = $4;

-- settleSeriesEnd
update "event"
set "series_ends_at" = (
  select max("event_occurrence"."ends_at") as "last"
  from "event_occurrence"
  where "event_occurrence"."event_id" = $1
)
where "id" = $2 and "rrule" is not null;

-- rewriteEvent
update "event"
set "updated_at" = $1,
  "version" = "version" + $2,
  "ical_sequence" = "ical_sequence" + $3,
  "title" = $4,
  "description" = $5,
  "type" = $6,
  "location" = $7,
  "visibility" = $8,
  "rrule" = $9,
  "registration" = $10,
  "capacity" = $11,
  "waitlist" = $12,
  "ministry_id" = $13,
  "starts_at" = $14,
  "ends_at" = $15,
  "all_day" = $16,
  "time_zone" = $17,
  "registration_opens_at" = $18,
  "deadline_minutes" = $19,
  "series_ends_at" = $20
where "id" = $21;

update "event_occurrence"
set "type" = "event"."type",
  "visibility" = "event"."visibility",
  "ministry_id" = "event"."ministry_id",
  "is_draft" = event.status = 'DRAFT'
from "event"
where "event"."id" = $1
  and "event_occurrence"."event_id" = "event"."id"
  and (
    event_occurrence.type, event_occurrence.visibility, event_occurrence.ministry_id, event_occurrence.is_draft
  ) is distinct
from (event.type, event.visibility, event.ministry_id, event.status = 'DRAFT');

-- removeEvent
delete from "event"
where "id" = $1;
