-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- userList, first page
select "user_account"."id",
  "user_account"."email",
  "user_account"."name",
  "user_account"."status",
  "user_account"."must_change_password" as "mustChangePassword",
  "user_account"."last_login_at" as "lastLoginAt",
  "user_account"."created_at" as "createdAt"
from "user_account"
where "status" <> $1 and 1 = 1 and true
order by "user_account"."name" asc, "user_account"."id" asc
limit 26;

select count(*) as total
from ((select "user_account"."id" from "user_account" where "status" <> $1 and 1 = 1) limit $2) as counted;

-- userList, filtered, next page
select "user_account"."id",
  "user_account"."email",
  "user_account"."name",
  "user_account"."status",
  "user_account"."must_change_password" as "mustChangePassword",
  "user_account"."last_login_at" as "lastLoginAt",
  "user_account"."created_at" as "createdAt"
from "user_account"
where "status" <> $1
  and "status" = $2
  and "id" = any($3::uuid[])
  and (
    (lower(user_account.name) like $4 or user_account.email like $5)
    and (lower(user_account.name) like $6 or user_account.email like $7)
  )
  and ("user_account"."name", "user_account"."id") > ($8, $9)
order by "user_account"."name" asc, "user_account"."id" asc
limit 26;

select count(*) as total
from (
  (
    select "user_account"."id"
    from "user_account"
    where "status" <> $1
      and "status" = $2
      and "id" = any($3::uuid[])
      and (
        (lower(user_account.name) like $4 or user_account.email like $5)
        and (lower(user_account.name) like $6 or user_account.email like $7)
      )
  )
  limit $8
) as counted;

-- countUsers
select count(*) as total
from ((select "user_account"."id" from "user_account" where "status" <> $1 and 1 = 1) limit $2) as counted;
