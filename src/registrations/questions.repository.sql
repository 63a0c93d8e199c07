-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- questionsOf
select "event_question"."id",
  "event_question"."event_id" as "eventId",
  "event_question"."label",
  "event_question"."type",
  "event_question"."is_required" as "isRequired",
  "event_question"."choices"
from "event_question"
where "event_id" = any($1::uuid[])
order by "position";

-- replaceQuestions
delete from "event_question"
where "event_id" = $1 and "id" <> all($2::uuid[]);

insert into "event_question" (
  "id", "label", "type", "choices", "event_id", "position", "is_required", "created_at", "updated_at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict ("id")
do update set "label" = "excluded"."label",
  "type" = "excluded"."type",
  "choices" = "excluded"."choices",
  "position" = "excluded"."position",
  "is_required" = "excluded"."is_required",
  "updated_at" = $10;

-- addAnswers
insert into "event_answer" ("registration_id", "question_id", "value")
values ($1, $2, $3);

-- moveAnswers
update "event_answer"
set "question_id" = "move"."later"
from unnest($1::uuid[], $2::uuid[]) as move(before, later)
inner join "event_registration" on "event_registration"."event_id" = $3
where "event_answer"."question_id" = "move"."before" and "event_answer"."registration_id" = "event_registration"."id";

-- answersOf
select "registration_id" as "registrationId", "question_id" as "questionId", "label", "value"
from "event_answer"
inner join "event_question" on "event_question"."id" = "event_answer"."question_id"
where "registration_id" = any($1::uuid[])
order by "event_question"."position";
