-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- eventRows
select coalesce(event_exception.title, event.title) as "title",
  to_char(
    "event_occurrence"."starts_at" at time zone case when event.all_day then event.time_zone else $1 end,
    'YYYY-MM-DD HH24:MI:SS'
  ) as "startsAt",
  (
    select coalesce(sum(1 + taken.guests), 0)
    from event_registration as taken
    where taken.event_id = event_occurrence.event_id
      and taken.occurrence_at = event_occurrence.occurrence_at
      and taken.status in ('REGISTERED', 'ATTENDED')
  ) as "attendees"
from "event_occurrence"
inner join "event" on "event"."id" = "event_occurrence"."event_id"
left join "event_exception" on "event_exception"."event_id" = "event_occurrence"."event_id"
  and "event_exception"."original_at" = "event_occurrence"."occurrence_at"
where "event"."type" in ($2)
  and ("event"."status" <> $3 and "event"."visibility" in ($4, $5, $6, $7))
  and "event_occurrence"."ends_at" > $8
  and "event_occurrence"."is_cancelled" = $9
order by "event_occurrence"."starts_at", "event_occurrence"."event_id", "event_occurrence"."occurrence_at";
