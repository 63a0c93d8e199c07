-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- addOccurrences
insert into "event_occurrence" (
  "event_id", "occurrence_at", "starts_at", "ends_at", "is_cancelled", "type", "visibility", "ministry_id", "is_draft"
)
select added.*, event.type, event.visibility, event.ministry_id, event.status = 'DRAFT'
from unnest(
  $1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[], $5::boolean[]
) as added(event_id, occurrence_at, starts_at, ends_at, is_cancelled)
join event on event.id = added.event_id;

-- eventAtOccurrence
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
  "event_occurrence"."occurrence_at" as "occurrenceAt",
  "event_occurrence"."starts_at" as "startsAt",
  "event_occurrence"."ends_at" as "endsAt",
  case when event_occurrence.is_cancelled then 'CANCELLED' else event.status end as "status",
  coalesce(event_exception.title, event.title) as "title",
  coalesce(event_exception.location, event.location) as "location",
  coalesce(event_exception.capacity, event.capacity) as "capacity",
  coalesce(event_exception.cancel_reason, event.cancel_reason) as "cancelReason"
from "event_occurrence"
inner join "event" on "event"."id" = "event_occurrence"."event_id"
left join "event_exception" on "event_exception"."event_id" = "event_occurrence"."event_id"
  and "event_exception"."original_at" = "event_occurrence"."occurrence_at"
where "event_occurrence"."event_id" = $1 and "event_occurrence"."occurrence_at" = $2;

-- occurrenceStartingAt
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
  "event_occurrence"."occurrence_at" as "occurrenceAt",
  "event_occurrence"."starts_at" as "startsAt",
  "event_occurrence"."ends_at" as "endsAt",
  case when event_occurrence.is_cancelled then 'CANCELLED' else event.status end as "status",
  coalesce(event_exception.title, event.title) as "title",
  coalesce(event_exception.location, event.location) as "location",
  coalesce(event_exception.capacity, event.capacity) as "capacity",
  coalesce(event_exception.cancel_reason, event.cancel_reason) as "cancelReason"
from "event_occurrence"
inner join "event" on "event"."id" = "event_occurrence"."event_id"
left join "event_exception" on "event_exception"."event_id" = "event_occurrence"."event_id"
  and "event_exception"."original_at" = "event_occurrence"."occurrence_at"
where "event_occurrence"."event_id" = $1
  and "event_occurrence"."starts_at" = $2
  and "event_occurrence"."is_cancelled" = $3
order by "event_occurrence"."occurrence_at";

-- removeOccurrences
delete from "event_occurrence"
where "event_id" = $1;

-- changeOccurrence
update "event_occurrence"
set "starts_at" = $1, "ends_at" = $2, "is_cancelled" = $3
where "event_id" = $4 and "occurrence_at" = $5;

-- cancelOccurrences
update "event_occurrence"
set "is_cancelled" = $1
where "event_id" = $2 and "is_cancelled" = $3
returning "occurrence_at" as "occurrenceAt", ends_at > $4 as "isAhead";
