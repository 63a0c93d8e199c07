-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- namable
select id, false as "isLed"
from role
where $1 = 'ROLE' and id = any($2::uuid[])
union all
select id, false
from member
where $3 = 'MEMBER' and archived_at is null and id = any($4::uuid[])
union all
select id,
  exists (
    select
    from ministry_membership as stay
    where stay.ministry_id = ministry.id
      and stay.member_id = $5
      and stay.status = 'ACTIVE'
      and stay.role in ('LEADER', 'ASSISTANT')
  )
from ministry
where $6 = 'MINISTRY' and archived_at is null and id = any($7::uuid[]);
