-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- dueReminders
select "event_occurrence"."event_id" as "eventId",
  "event_occurrence"."occurrence_at" as "occurrenceAt",
  "event_occurrence"."starts_at" as "startsAt",
  'event-reminder:' || event_occurrence.event_id || ':' || (
    extract(epoch from "event_occurrence"."occurrence_at") * 1000
  )::bigint || ':' || (extract(epoch from "event_occurrence"."starts_at") * 1000)::bigint as "dedupKey"
from "event_occurrence"
inner join "event" on "event"."id" = "event_occurrence"."event_id"
where "event_occurrence"."starts_at" > $1
  and "event_occurrence"."starts_at" <= $2::timestamptz + make_interval(
    hours => (select reminder_hours from church_settings)
  )
  and "event_occurrence"."is_cancelled" = $3
  and "event"."status" = $4
  and exists (
    select "event_registration"."id"
    from "event_registration"
    where "event_registration"."event_id" = "event_occurrence"."event_id"
      and "event_registration"."occurrence_at" = "event_occurrence"."occurrence_at"
      and "event_registration"."status" = $5
  )
  and not exists (
    select "notification"."id"
    from "notification"
    where "notification"."dedup_key" = 'event-reminder:' || event_occurrence.event_id || ':' || (
      extract(epoch from "event_occurrence"."occurrence_at") * 1000
    )::bigint || ':' || (extract(epoch from "event_occurrence"."starts_at") * 1000)::bigint
  )
order by "event_occurrence"."starts_at"
limit $6;
