-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- placesAt
select coalesce(sum(1 + guests) filter (where status in ('REGISTERED', 'ATTENDED')), 0)::integer as "taken",
  coalesce(sum(1 + guests) filter (where status = 'WAITLISTED'), 0)::integer as "waiting"
from "event_registration"
where "event_id" = $1 and "occurrence_at" = $2;

-- membersWithPlace
select "member_id" as "memberId"
from "event_registration"
where "event_id" = $1 and "occurrence_at" = $2 and "status" = $3;

-- placesOfMany
select "wanted"."name",
  coalesce(sum(1 + guests) filter (where status in ('REGISTERED', 'ATTENDED')), 0)::integer as "taken",
  coalesce(sum(1 + guests) filter (where status = 'WAITLISTED'), 0)::integer as "waiting"
from unnest( $1::text[], $2::uuid[], $3::timestamptz[]) as wanted(name, event_id, occurrence_at)
inner join "event_registration" on "event_registration"."event_id" = "wanted"."event_id"
  and "event_registration"."occurrence_at" = "wanted"."occurrence_at"
where "event_registration"."status" in ($4, $5, $6)
group by "wanted"."name";
