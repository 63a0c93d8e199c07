-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- addWorkflow
insert into "member_workflow" (
  "id", "type", "note", "member_id", "assigned_to", "started_by", "created_at", "updated_at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict ("member_id", "type")
where status in ('PENDING', 'APPROVED') do nothing
returning "member_workflow"."id",
  "member_workflow"."member_id" as "memberId",
  "member_workflow"."type",
  "member_workflow"."status",
  "member_workflow"."assigned_to" as "assignedTo",
  "member_workflow"."note",
  "member_workflow"."started_by" as "startedBy",
  "member_workflow"."decided_by" as "decidedBy",
  "member_workflow"."decided_at" as "decidedAt",
  "member_workflow"."completed_by" as "completedBy",
  "member_workflow"."completed_at" as "completedAt",
  "member_workflow"."created_at" as "createdAt",
  "member_workflow"."updated_at" as "updatedAt",
  "member_workflow"."version";

-- addSteps
insert into "member_workflow_step" ("id", "workflow_id", "position", "title", "due_on")
values ($1, $2, $3, $4, $5);

-- findWorkflow
select "member_workflow"."id",
  "member_workflow"."member_id" as "memberId",
  "member_workflow"."type",
  "member_workflow"."status",
  "member_workflow"."assigned_to" as "assignedTo",
  "member_workflow"."note",
  "member_workflow"."started_by" as "startedBy",
  "member_workflow"."decided_by" as "decidedBy",
  "member_workflow"."decided_at" as "decidedAt",
  "member_workflow"."completed_by" as "completedBy",
  "member_workflow"."completed_at" as "completedAt",
  "member_workflow"."created_at" as "createdAt",
  "member_workflow"."updated_at" as "updatedAt",
  "member_workflow"."version"
from "member_workflow"
where "id" = $1;

-- lockWorkflow
select "member_workflow"."id",
  "member_workflow"."member_id" as "memberId",
  "member_workflow"."type",
  "member_workflow"."status",
  "member_workflow"."assigned_to" as "assignedTo",
  "member_workflow"."note",
  "member_workflow"."started_by" as "startedBy",
  "member_workflow"."decided_by" as "decidedBy",
  "member_workflow"."decided_at" as "decidedAt",
  "member_workflow"."completed_by" as "completedBy",
  "member_workflow"."completed_at" as "completedAt",
  "member_workflow"."created_at" as "createdAt",
  "member_workflow"."updated_at" as "updatedAt",
  "member_workflow"."version"
from "member_workflow"
where "id" = $1
for update;

-- stepsOfWorkflows
select "member_workflow_step"."id",
  "member_workflow_step"."workflow_id" as "workflowId",
  "member_workflow_step"."position",
  "member_workflow_step"."title",
  "member_workflow_step"."due_on" as "dueOn",
  "member_workflow_step"."done_at" as "doneAt",
  "member_workflow_step"."done_by" as "doneBy"
from "member_workflow_step"
where "workflow_id" = any($1::uuid[])
order by "workflow_id", "position";

-- finishStep
update "member_workflow_step"
set "done_at" = $1, "done_by" = $2
where "id" = $3
returning "member_workflow_step"."id",
  "member_workflow_step"."workflow_id" as "workflowId",
  "member_workflow_step"."position",
  "member_workflow_step"."title",
  "member_workflow_step"."due_on" as "dueOn",
  "member_workflow_step"."done_at" as "doneAt",
  "member_workflow_step"."done_by" as "doneBy";

-- changeWorkflow, decided
update "member_workflow"
set "status" = $1, "note" = $2, "decided_by" = $3, "decided_at" = $4, "updated_at" = $5, "version" = "version" + $6
where "id" = $7
returning "member_workflow"."id",
  "member_workflow"."member_id" as "memberId",
  "member_workflow"."type",
  "member_workflow"."status",
  "member_workflow"."assigned_to" as "assignedTo",
  "member_workflow"."note",
  "member_workflow"."started_by" as "startedBy",
  "member_workflow"."decided_by" as "decidedBy",
  "member_workflow"."decided_at" as "decidedAt",
  "member_workflow"."completed_by" as "completedBy",
  "member_workflow"."completed_at" as "completedAt",
  "member_workflow"."created_at" as "createdAt",
  "member_workflow"."updated_at" as "updatedAt",
  "member_workflow"."version";

-- changeWorkflow, assigned
update "member_workflow"
set "assigned_to" = $1, "updated_at" = $2, "version" = "version" + $3
where "id" = $4
returning "member_workflow"."id",
  "member_workflow"."member_id" as "memberId",
  "member_workflow"."type",
  "member_workflow"."status",
  "member_workflow"."assigned_to" as "assignedTo",
  "member_workflow"."note",
  "member_workflow"."started_by" as "startedBy",
  "member_workflow"."decided_by" as "decidedBy",
  "member_workflow"."decided_at" as "decidedAt",
  "member_workflow"."completed_by" as "completedBy",
  "member_workflow"."completed_at" as "completedAt",
  "member_workflow"."created_at" as "createdAt",
  "member_workflow"."updated_at" as "updatedAt",
  "member_workflow"."version";

-- changeWorkflow, completed
update "member_workflow"
set "status" = $1, "completed_by" = $2, "completed_at" = $3, "updated_at" = $4, "version" = "version" + $5
where "id" = $6
returning "member_workflow"."id",
  "member_workflow"."member_id" as "memberId",
  "member_workflow"."type",
  "member_workflow"."status",
  "member_workflow"."assigned_to" as "assignedTo",
  "member_workflow"."note",
  "member_workflow"."started_by" as "startedBy",
  "member_workflow"."decided_by" as "decidedBy",
  "member_workflow"."decided_at" as "decidedAt",
  "member_workflow"."completed_by" as "completedBy",
  "member_workflow"."completed_at" as "completedAt",
  "member_workflow"."created_at" as "createdAt",
  "member_workflow"."updated_at" as "updatedAt",
  "member_workflow"."version";
