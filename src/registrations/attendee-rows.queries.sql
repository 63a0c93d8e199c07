-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- occurrenceMeant
select "event_id" as "eventId", "occurrence_at" as "occurrenceAt"
from "event_occurrence"
where "event_id" = $1 and "occurrence_at" = $2
limit $3;

-- attendeeRows
select "event_question"."id",
  "event_question"."event_id" as "eventId",
  "event_question"."label",
  "event_question"."type",
  "event_question"."is_required" as "isRequired",
  "event_question"."choices"
from "event_question"
where "event_id" = any($1::uuid[])
order by "position";

select "member"."last_name" as "lastName",
  to_char("attendance_record"."checked_in_at" at time zone $1, 'YYYY-MM-DD HH24:MI:SS') as "checkedInAt",
  (select value from event_answer where registration_id = event_registration.id and question_id = $2) as "answer0"
from "event_registration"
inner join "member" on "member"."id" = "event_registration"."member_id"
left join "attendance_record" on "attendance_record"."event_id" = "event_registration"."event_id"
  and "attendance_record"."occurrence_at" = "event_registration"."occurrence_at"
  and "attendance_record"."member_id" = "event_registration"."member_id"
  and "event_registration"."status" <> $3
where "event_registration"."event_id" = $4 and "event_registration"."occurrence_at" = $5
order by "event_registration"."queue_no", "event_registration"."id";
