-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- registrationsOfMember
select "event_registration"."id",
  "event_registration"."event_id" as "eventId",
  "event_registration"."occurrence_at" as "occurrenceAt",
  "event_registration"."member_id" as "memberId",
  "event_registration"."status",
  "event_registration"."registered_by" as "registeredBy",
  "event_registration"."guests",
  "event_registration"."queue_no" as "queueNo",
  "event_registration"."check_in_code" as "checkInCode",
  "event_registration"."note",
  "event_registration"."cancelled_at" as "cancelledAt",
  "event_registration"."created_at" as "createdAt",
  "event_registration"."updated_at" as "updatedAt",
  "wanted"."name"
from unnest( $1::text[], $2::uuid[], $3::timestamptz[]) as wanted(name, event_id, occurrence_at)
inner join "event_registration" on "event_registration"."event_id" = "wanted"."event_id"
  and "event_registration"."occurrence_at" = "wanted"."occurrence_at"
where "event_registration"."member_id" = split_part(wanted.name, '@', 3)::uuid and "event_registration"."status" <> $4;
