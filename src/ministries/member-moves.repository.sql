-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- endMemberships
update "ministry_membership"
set "status" = $1, "left_at" = $2, "updated_at" = $3
where "member_id" = any($4::uuid[]) and "status" <> $5;

-- forgetNotes
update "ministry_membership"
set "notes" = $1
where "member_id" = $2;

-- moveMemberships
update ministry_membership kept
set updated_at = $1,
  status = case when 'ACTIVE' in (kept.status, moved.status) then 'ACTIVE' else kept.status end,
  role = case when 'LEADER' in (kept.role, moved.role) then 'LEADER' when 'ASSISTANT' in (kept.role, moved.role) then 'ASSISTANT' else 'MEMBER' end,
  joined_at = least(kept.joined_at, moved.joined_at)
from ministry_membership moved
where moved.ministry_id = kept.ministry_id
  and moved.member_id = $2
  and moved.status <> 'INACTIVE'
  and kept.member_id = $3
  and kept.status <> 'INACTIVE';

update ministry_membership moved
set status = 'INACTIVE', left_at = $1, updated_at = $2
where member_id = $3
  and status <> 'INACTIVE'
  and exists (
    select
    from ministry_membership kept
    where kept.ministry_id = moved.ministry_id and kept.member_id = $4 and kept.status <> 'INACTIVE'
  );

update "ministry_membership"
set "member_id" = $1
where "member_id" = $2;
