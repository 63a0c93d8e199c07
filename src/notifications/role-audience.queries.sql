-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- roleAudience
select distinct told.id
from unnest($1::text[]) as wanted (key)
join role as named on named.key = wanted.key
join role as told on told.key = case when exists (
  select
  from user_role
  join role as held on held.id = user_role.role_id
  where coalesce(held.key, held.based_on) = named.key and (user_role.expires_at is null or user_role.expires_at > now())
) then named.key else 'ADMIN' end
order by told.id;
