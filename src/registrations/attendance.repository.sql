-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- registrationByCode
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
  "event_registration"."updated_at" as "updatedAt"
from "event_registration"
where "check_in_code" = $1;

-- recordOf
select "attendance_record"."id",
  "attendance_record"."event_id" as "eventId",
  "attendance_record"."occurrence_at" as "occurrenceAt",
  "attendance_record"."member_id" as "memberId",
  "attendance_record"."checked_in_at" as "checkedInAt",
  "attendance_record"."checked_out_at" as "checkedOutAt",
  "attendance_record"."recorded_by" as "recordedBy",
  "attendance_record"."pickup_code" as "pickupCode"
from "attendance_record"
where "event_id" = $1 and "occurrence_at" = $2 and "member_id" = $3;

-- isPickupCodeTaken
select "id"
from "attendance_record"
where "event_id" = $1 and "occurrence_at" = $2 and "pickup_code" = $3;

-- addRecord
insert into "attendance_record" (
  "id",
  "event_id",
  "occurrence_at",
  "member_id",
  "checked_in_at",
  "recorded_by",
  "pickup_code",
  "created_at",
  "updated_at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
returning "attendance_record"."id",
  "attendance_record"."event_id" as "eventId",
  "attendance_record"."occurrence_at" as "occurrenceAt",
  "attendance_record"."member_id" as "memberId",
  "attendance_record"."checked_in_at" as "checkedInAt",
  "attendance_record"."checked_out_at" as "checkedOutAt",
  "attendance_record"."recorded_by" as "recordedBy",
  "attendance_record"."pickup_code" as "pickupCode";

-- endRecord
update "attendance_record"
set "checked_out_at" = $1, "updated_at" = $2
where "event_id" = $3 and "occurrence_at" = $4 and "member_id" = $5
returning "attendance_record"."id",
  "attendance_record"."event_id" as "eventId",
  "attendance_record"."occurrence_at" as "occurrenceAt",
  "attendance_record"."member_id" as "memberId",
  "attendance_record"."checked_in_at" as "checkedInAt",
  "attendance_record"."checked_out_at" as "checkedOutAt",
  "attendance_record"."recorded_by" as "recordedBy",
  "attendance_record"."pickup_code" as "pickupCode";

-- removeRecord
delete from "attendance_record"
where "event_id" = $1 and "occurrence_at" = $2 and "member_id" = $3;

-- endUnseen
update "event_registration"
set "status" = $1, "updated_at" = $2
where "event_id" = $3 and "occurrence_at" = $4 and "status" = $5
returning "id";
