-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- addEvent
insert into "event" (
  "id",
  "status",
  "created_by",
  "series_ends_at",
  "title",
  "description",
  "type",
  "location",
  "visibility",
  "rrule",
  "registration",
  "capacity",
  "waitlist",
  "ministry_id",
  "starts_at",
  "ends_at",
  "all_day",
  "time_zone",
  "registration_opens_at",
  "deadline_minutes"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
returning "event"."id",
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
  "event"."cancel_reason" as "cancelReason";

insert into "event_occurrence" (
  "event_id", "occurrence_at", "starts_at", "ends_at", "is_cancelled", "type", "visibility", "ministry_id", "is_draft"
)
select added.*, event.type, event.visibility, event.ministry_id, event.status = 'DRAFT'
from unnest(
  $1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[], $5::boolean[]
) as added(event_id, occurrence_at, starts_at, ends_at, is_cancelled)
join event on event.id = added.event_id;

-- addEvents
insert into "event" (
  "id",
  "status",
  "created_by",
  "series_ends_at",
  "title",
  "description",
  "type",
  "location",
  "visibility",
  "rrule",
  "registration",
  "capacity",
  "waitlist",
  "ministry_id",
  "starts_at",
  "ends_at",
  "all_day",
  "time_zone",
  "registration_opens_at",
  "deadline_minutes"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
returning "event"."id",
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
  "event"."cancel_reason" as "cancelReason";

insert into "event_occurrence" (
  "event_id", "occurrence_at", "starts_at", "ends_at", "is_cancelled", "type", "visibility", "ministry_id", "is_draft"
)
select added.*, event.type, event.visibility, event.ministry_id, event.status = 'DRAFT'
from unnest(
  $1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[], $5::boolean[]
) as added(event_id, occurrence_at, starts_at, ends_at, is_cancelled)
join event on event.id = added.event_id;
