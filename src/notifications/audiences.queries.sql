-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- ownAudiences
select held.id, min(held.since) as since, case when bool_and(held.until is not null) then max(held.until) end as until
from (
  select named.id, user_role.assigned_at as since, user_role.expires_at as until
  from user_role
  join role on role.id = user_role.role_id
  join role as named on named.id = role.id or named.key = role.based_on
  where user_role.user_id = $1 and (user_role.expires_at is null or user_role.expires_at > now())
) as held
group by held.id
union all
select ministry_id, coalesce(joined_at, created_at), null
from ministry_membership
where member_id = $2 and status = 'ACTIVE';

select "child"."id", "child"."birth_date" as "birthDate", "church_settings"."adult_age" as "adultAge"
from "household_member" as "own"
inner join "household_member" as "other" on "other"."household_id" = "own"."household_id"
inner join "member" as "child" on "child"."id" = "other"."member_id"
inner join "church_settings" on true
where "own"."member_id" = $1
  and "own"."relation" in ($2, $3)
  and "own"."until_on" is null
  and "other"."relation" = $4
  and "other"."until_on" is null
  and "child"."user_id" is null
  and "child"."archived_at" is null;
