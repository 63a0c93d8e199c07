-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- eventList, first page
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
  coalesce(event_exception.cancel_reason, event.cancel_reason) as "cancelReason",
  "event_occurrence"."event_id" as "eventId"
from (
  select *
  from "event_occurrence"
  where "event_occurrence"."type" in ($1)
    and ("event_occurrence"."is_draft" = $2 and "event_occurrence"."visibility" in ($3, $4))
    and true
  order by "event_occurrence"."starts_at" asc, "event_occurrence"."event_id" asc, "event_occurrence"."occurrence_at" asc
  limit 26
) as "event_occurrence"
inner join "event" on "event"."id" = "event_occurrence"."event_id"
left join "event_exception" on "event_exception"."event_id" = "event_occurrence"."event_id"
  and "event_exception"."original_at" = "event_occurrence"."occurrence_at"
where ("event"."status" <> $5 and "event"."visibility" in ($6, $7)) and "event"."type" in ($8)
order by "event_occurrence"."starts_at" asc, "event_occurrence"."event_id" asc, "event_occurrence"."occurrence_at" asc;

select count(*) as total
from (
  (
    select "event_occurrence"."event_id"
    from "event_occurrence"
    where "event_occurrence"."type" in ($1)
      and ("event_occurrence"."is_draft" = $2 and "event_occurrence"."visibility" in ($3, $4))
  )
  limit $5
) as counted;

-- eventList, filtered, next page
select min(starts_at + interval '0') as "first"
from "event_occurrence"
where ends_at - starts_at > interval '1 day' and "ends_at" > $1;

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
  coalesce(event_exception.cancel_reason, event.cancel_reason) as "cancelReason",
  "event_occurrence"."event_id" as "eventId"
from (
  select *
  from "event_occurrence"
  where "event_occurrence"."type" = $1
    and (
      "event_occurrence"."is_draft" = $2
      and (
        "event_occurrence"."visibility" in ($3, $4)
        or ("event_occurrence"."visibility" = $5 and event_occurrence.ministry_id = any($6::uuid[]))
      )
    )
    and "event_occurrence"."ends_at" > $7
    and "event_occurrence"."starts_at" >= $8
    and "event_occurrence"."starts_at" < $9
    and "event_occurrence"."ministry_id" = $10
    and (
      "event_occurrence"."starts_at", "event_occurrence"."event_id", "event_occurrence"."occurrence_at"
    ) > ($11, $12, $13)
  order by "event_occurrence"."starts_at" asc, "event_occurrence"."event_id" asc, "event_occurrence"."occurrence_at" asc
  limit 26
) as "event_occurrence"
inner join "event" on "event"."id" = "event_occurrence"."event_id"
left join "event_exception" on "event_exception"."event_id" = "event_occurrence"."event_id"
  and "event_exception"."original_at" = "event_occurrence"."occurrence_at"
where (
  "event"."status" <> $14
  and ("event"."visibility" in ($15, $16) or ("event"."visibility" = $17 and event.ministry_id = any($18::uuid[])))
)
  and "event"."type" in ($19)
order by "event_occurrence"."starts_at" asc, "event_occurrence"."event_id" asc, "event_occurrence"."occurrence_at" asc;

select count(*) as total
from (
  (
    select "event_occurrence"."event_id"
    from "event_occurrence"
    where "event_occurrence"."type" = $1
      and (
        "event_occurrence"."is_draft" = $2
        and (
          "event_occurrence"."visibility" in ($3, $4)
          or ("event_occurrence"."visibility" = $5 and event_occurrence.ministry_id = any($6::uuid[]))
        )
      )
      and "event_occurrence"."ends_at" > $7
      and "event_occurrence"."starts_at" >= $8
      and "event_occurrence"."starts_at" < $9
      and "event_occurrence"."ministry_id" = $10
  )
  limit $11
) as counted;

-- eventList, drafts of own ministries
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
  coalesce(event_exception.cancel_reason, event.cancel_reason) as "cancelReason",
  "event_occurrence"."event_id" as "eventId"
from (
  select *
  from "event_occurrence"
  where "event_occurrence"."type" in ($1)
    and ("event_occurrence"."is_draft" = $2 and event_occurrence.ministry_id = any($3::uuid[]))
    and true
  order by "event_occurrence"."starts_at" asc, "event_occurrence"."event_id" asc, "event_occurrence"."occurrence_at" asc
  limit 26
) as "event_occurrence"
inner join "event" on "event"."id" = "event_occurrence"."event_id"
left join "event_exception" on "event_exception"."event_id" = "event_occurrence"."event_id"
  and "event_exception"."original_at" = "event_occurrence"."occurrence_at"
where ("event"."status" = $4 and event.ministry_id = any($5::uuid[])) and "event"."type" in ($6)
order by "event_occurrence"."starts_at" asc, "event_occurrence"."event_id" asc, "event_occurrence"."occurrence_at" asc;

select count(*) as total
from (
  (
    select "event_occurrence"."event_id"
    from "event_occurrence"
    where "event_occurrence"."type" in ($1)
      and ("event_occurrence"."is_draft" = $2 and event_occurrence.ministry_id = any($3::uuid[]))
  )
  limit $4
) as counted;

-- eventList, what is over, the last first
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
  coalesce(event_exception.cancel_reason, event.cancel_reason) as "cancelReason",
  "event_occurrence"."event_id" as "eventId"
from (
  select *
  from "event_occurrence"
  where "event_occurrence"."type" in ($1)
    and ("event_occurrence"."is_draft" = $2 and "event_occurrence"."visibility" in ($3, $4))
    and "event_occurrence"."ends_at" <= $5
    and "event_occurrence"."starts_at" < $6
    and true
  order by "event_occurrence"."starts_at" desc,
    "event_occurrence"."event_id" desc,
    "event_occurrence"."occurrence_at" desc
  limit 26
) as "event_occurrence"
inner join "event" on "event"."id" = "event_occurrence"."event_id"
left join "event_exception" on "event_exception"."event_id" = "event_occurrence"."event_id"
  and "event_exception"."original_at" = "event_occurrence"."occurrence_at"
where ("event"."status" <> $7 and "event"."visibility" in ($8, $9)) and "event"."type" in ($10)
order by "event_occurrence"."starts_at" desc,
  "event_occurrence"."event_id" desc,
  "event_occurrence"."occurrence_at" desc;

select count(*) as total
from (
  (
    select "event_occurrence"."event_id"
    from "event_occurrence"
    where "event_occurrence"."type" in ($1)
      and ("event_occurrence"."is_draft" = $2 and "event_occurrence"."visibility" in ($3, $4))
      and "event_occurrence"."ends_at" <= $5
      and "event_occurrence"."starts_at" < $6
  )
  limit $7
) as counted;
