-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- isInGroupLedBy
select "member"."id"
from "member"
where "member"."id" = $1
  and exists (
    select
    from ministry_membership theirs
    join ministry_membership mine on mine.ministry_id = theirs.ministry_id
    where theirs.member_id = member.id
      and theirs.status = 'ACTIVE'
      and mine.member_id = $2
      and mine.status = 'ACTIVE'
      and mine.role in ('LEADER', 'ASSISTANT')
      and ($3::uuid is null or theirs.ministry_id = $4)
  );
