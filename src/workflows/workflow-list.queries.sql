-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- workflowList, of a member, first page
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
where (member_workflow.member_id = $1 or member_workflow.assigned_to = $2) and true
order by "member_workflow"."created_at" desc, "member_workflow"."id" desc
limit 26;

select count(*) as total
from (
  (
    select "member_workflow"."id"
    from "member_workflow"
    where (member_workflow.member_id = $1 or member_workflow.assigned_to = $2)
  )
  limit $3
) as counted;

-- workflowList, for who keeps them, next page
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
where "member_workflow"."status" = $1
  and "member_workflow"."type" = $2
  and "member_workflow"."member_id" = $3
  and "member_workflow"."assigned_to" = $4
  and ("member_workflow"."created_at", "member_workflow"."id") < ($5, $6)
order by "member_workflow"."created_at" desc, "member_workflow"."id" desc
limit 26;

select count(*) as total
from (
  (
    select "member_workflow"."id"
    from "member_workflow"
    where "member_workflow"."status" = $1
      and "member_workflow"."type" = $2
      and "member_workflow"."member_id" = $3
      and "member_workflow"."assigned_to" = $4
  )
  limit $5
) as counted;
