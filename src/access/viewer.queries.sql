-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- standingOf
select (select "member"."id" from "member" where "member"."user_id" = $1) as "memberId",
  (
    select coalesce(json_agg(agg), '[]')
    from (
      select "role"."id", coalesce("role"."key", "role"."based_on") as "key", "role"."requires_totp" as "requiresTotp"
      from "user_role"
      inner join "role" on "role"."id" = "user_role"."role_id"
      where "user_role"."user_id" = $2 and ("expires_at" is null or "expires_at" > now())
    ) as agg
  ) as "roles",
  (
    select coalesce(json_agg(agg), '[]')
    from (
      select "role_permission"."resource", "role_permission"."action", "role_permission"."scope"
      from "user_role"
      inner join "role" on "role"."id" = "user_role"."role_id"
      inner join "role_permission" on "role_permission"."role_id" = "role"."id"
      where "user_role"."user_id" = $3 and ("expires_at" is null or "expires_at" > now())
    ) as agg
  ) as "grants";

-- standingsOf
select "account"."id",
  (select "member"."id" from "member" where "member"."user_id" = "account"."id") as "memberId",
  (
    select coalesce(json_agg(agg), '[]')
    from (
      select "role"."id", coalesce("role"."key", "role"."based_on") as "key", "role"."requires_totp" as "requiresTotp"
      from "user_role"
      inner join "role" on "role"."id" = "user_role"."role_id"
      where "user_role"."user_id" = "account"."id" and ("expires_at" is null or "expires_at" > now())
    ) as agg
  ) as "roles",
  (
    select coalesce(json_agg(agg), '[]')
    from (
      select "role_permission"."resource", "role_permission"."action", "role_permission"."scope"
      from "user_role"
      inner join "role" on "role"."id" = "user_role"."role_id"
      inner join "role_permission" on "role_permission"."role_id" = "role"."id"
      where "user_role"."user_id" = "account"."id" and ("expires_at" is null or "expires_at" > now())
    ) as agg
  ) as "grants"
from unnest($1::uuid[]) as account(id);
