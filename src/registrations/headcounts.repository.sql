-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- headcountsOfMany
select "wanted"."name",
  "attendance_count"."event_id" as "eventId",
  "attendance_count"."occurrence_at" as "occurrenceAt",
  "attendance_count"."category",
  "attendance_count"."count",
  "attendance_count"."updated_at" as "updatedAt"
from unnest( $1::text[], $2::uuid[], $3::timestamptz[]) as wanted(name, event_id, occurrence_at)
inner join "attendance_count" on "attendance_count"."event_id" = "wanted"."event_id"
  and "attendance_count"."occurrence_at" = "wanted"."occurrence_at"
order by "attendance_count"."category";

-- keepHeadcounts
merge into attendance_count as kept using unnest($1::uuid[], $2::text[], $3::integer[]) as given(id, category, count) on kept.event_id = $4
and kept.occurrence_at = $5
and kept.category = given.category when matched
and given.count is null then delete when matched
and given.count <> kept.count then update
set count = given.count,
  updated_at = $6 when not matched
  and given.count is not null then insert (id, event_id, occurrence_at, category, count, created_at, updated_at)
values (given.id, $7, $8, given.category, given.count, $9, $10);
