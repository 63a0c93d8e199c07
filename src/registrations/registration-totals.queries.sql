-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- registrationTotalsOfMany
select "wanted"."name",
  "event_registration"."status",
  count(*)::integer as "registrations",
  sum(1 + guests)::integer as "people"
from unnest( $1::text[], $2::uuid[], $3::timestamptz[]) as wanted(name, event_id, occurrence_at)
inner join "event_registration" on "event_registration"."event_id" = "wanted"."event_id"
  and "event_registration"."occurrence_at" = "wanted"."occurrence_at"
group by "wanted"."name", "event_registration"."status";
