-- Who leads a ministry is read with each ministry, by everybody who sees a member's: without this all of its people are.

create index ministry_membership_guide_idx on ministry_membership (ministry_id)
  where status = 'ACTIVE' and role in ('LEADER', 'ASSISTANT');
