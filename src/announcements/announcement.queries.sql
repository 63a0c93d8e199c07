-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- lockAnnouncement
select "id"
from "announcement"
where "id" = $1
for update;

select "announcement"."id",
  "announcement"."title",
  "announcement"."body",
  "announcement"."type",
  "announcement"."priority",
  "announcement"."status",
  "announcement"."is_pinned" as "isPinned",
  "announcement"."audience_kind" as "audienceKind",
  "announcement"."audience_group" as "audienceGroup",
  "announcement"."audience_ids" as "audienceIds",
  "announcement"."publish_at" as "publishAt",
  "announcement"."published_at" as "publishedAt",
  "announcement"."expires_at" as "expiresAt",
  "announcement"."listed_at" as "listedAt",
  "announcement"."created_by" as "createdBy",
  "announcement"."created_at" as "createdAt",
  "announcement"."updated_at" as "updatedAt",
  "announcement"."version",
  case when announcement.audience_kind = 'MINISTRY' then array(
    select guide.member_id
    from ministry_membership guide
    where guide.ministry_id = any(announcement.audience_ids)
      and guide.status = 'ACTIVE'
      and guide.role in ('LEADER', 'ASSISTANT')
    group by guide.member_id having count(*) = cardinality(announcement.audience_ids)
  ) else '{}' end as "leaderIds"
from "announcement"
where "id" = $1;

-- overdueAnnouncements
select "id"
from "announcement"
where (("status" = $1 and "publish_at" < $2) or ("status" = $3 and "expires_at" < $4))
order by "id"
limit $5;
