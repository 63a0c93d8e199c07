-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- announcementList, first page
select "announcement"."id",
  "announcement"."title",
  "announcement"."body",
  "announcement"."type",
  "announcement"."priority",
  "announcement"."is_pinned" as "isPinned",
  "announcement"."published_at" as "publishedAt",
  "announcement"."expires_at" as "expiresAt"
from "announcement"
where "announcement"."published_at" <= $1
  and ("announcement"."expires_at" is null or "announcement"."expires_at" > $2)
  and true
order by "announcement"."published_at" desc, "announcement"."id" desc
limit $3;

select count(*) as total
from (
  (
    select "announcement"."id"
    from "announcement"
    where "announcement"."published_at" <= $1
      and ("announcement"."expires_at" is null or "announcement"."expires_at" > $2)
  )
  limit $3
) as counted;

-- announcementList, next page
select "announcement"."id",
  "announcement"."title",
  "announcement"."body",
  "announcement"."type",
  "announcement"."priority",
  "announcement"."is_pinned" as "isPinned",
  "announcement"."published_at" as "publishedAt",
  "announcement"."expires_at" as "expiresAt"
from "announcement"
where "announcement"."published_at" <= $1
  and ("announcement"."expires_at" is null or "announcement"."expires_at" > $2)
  and ("announcement"."published_at", "announcement"."id") < ($3, $4)
order by "announcement"."published_at" desc, "announcement"."id" desc
limit $5;

select count(*) as total
from (
  (
    select "announcement"."id"
    from "announcement"
    where "announcement"."published_at" <= $1
      and ("announcement"."expires_at" is null or "announcement"."expires_at" > $2)
  )
  limit $3
) as counted;
