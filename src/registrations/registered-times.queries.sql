-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- registeredTimes
select "event_registration"."event_id" as "eventId",
  "event_registration"."occurrence_at" as "occurrenceAt",
  "event_registration"."status",
  "event_registration"."updated_at" as "updatedAt"
from "event_registration"
inner join "event_occurrence" on "event_occurrence"."event_id" = "event_registration"."event_id"
  and "event_occurrence"."occurrence_at" = "event_registration"."occurrence_at"
where "event_registration"."member_id" = $1
  and "event_registration"."status" <> $2
  and "event_occurrence"."ends_at" > $3
order by "event_occurrence"."starts_at" desc, "event_registration"."id"
limit $4;
