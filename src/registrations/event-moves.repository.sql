-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- moveWithOccurrences
update "event_registration"
set "event_id" = $1, "occurrence_at" = "move"."later"
from unnest($2::timestamptz[], $3::timestamptz[]) as move(before, later)
where "event_registration"."event_id" = $4 and "event_registration"."occurrence_at" = "move"."before";

-- cancelWithEvent
update "event_registration"
set "status" = $1, "cancelled_at" = $2, "cancelled_with_event" = $3, "updated_at" = $4
where "event_id" = $5 and "occurrence_at" = any($6::timestamptz[]) and "status" in ($7, $8);

-- membersRegistered
select distinct "member_id" as "memberId"
from "event_registration"
where "event_id" = $1
  and (
    (
      occurrence_at = any($2::timestamptz[])
      and "status" in ($3, $4, $5)
      and exists (
        select "event_occurrence"."event_id"
        from "event_occurrence"
        where "event_occurrence"."event_id" = "event_registration"."event_id"
          and "event_occurrence"."occurrence_at" = "event_registration"."occurrence_at"
          and "event_occurrence"."ends_at" > $6
      )
    )
    or (occurrence_at = any($7::timestamptz[]) and ("status" in ($8, $9, $10) or "cancelled_with_event" = $11))
  );

-- takenOf
select "occurrence_at" as "occurrenceAt",
  coalesce(sum(1 + guests) filter (where status in ('REGISTERED', 'ATTENDED')), 0)::integer as "taken"
from "event_registration"
where "event_id" = $1 and "status" in ($2, $3, $4)
group by "occurrence_at";
