-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- endWorkflows
update "member_workflow"
set "status" = $1, "updated_at" = $2
where "member_id" = any($3::uuid[]) and "status" in ($4, $5);

with erased as (
  update member_workflow
  set note = null
  where member_id = any($1::uuid[])
    and (select status from member where member.id = member_workflow.member_id) = 'ERASED'
  returning id
) update member_workflow_step
set title = 'Erased'
from erased
where workflow_id = erased.id;

-- moveWorkflows
update member_workflow moved
set status = 'REJECTED', updated_at = $1
where moved.member_id = $2
  and moved.status in ('PENDING', 'APPROVED')
  and exists (
    select
    from member_workflow kept
    where kept.member_id = $3 and kept.type = moved.type and kept.status in ('PENDING', 'APPROVED')
  );

update "member_workflow"
set "member_id" = $1
where "member_id" = $2;
