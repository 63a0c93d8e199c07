-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- announcementList, for a reader, first page
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
where (
  (
    (announcement.status in ($1, $2) and announcement.listed_at <= $3)
    and not (announcement.expires_at is not null and announcement.expires_at <= $4)
  )
  and case announcement.audience_kind when 'CHURCH' then true when 'MEMBER' then $5::uuid = any("announcement"."audience_ids") when 'ROLE' then case when "announcement"."audience_group" = 'LEADERS' then 'LEADER' = any($6::text[]) else "announcement"."audience_ids" && array( select role.id from role where role.id = any($7::uuid[]) or role.key = any($8::text[])) end else exists (
    select
    from ministry_membership stay
    join ministry on ministry.id = stay.ministry_id
    where stay.member_id = $9
      and stay.status = 'ACTIVE'
      and (ministry.id = any("announcement"."audience_ids") or ministry.category = "announcement"."audience_group")
  ) end
)
  and true
order by "announcement"."is_pinned" desc, "announcement"."listed_at" desc, "announcement"."id" desc
limit 26;

select count(*) as total
from (
  (
    select "announcement"."id"
    from "announcement"
    where (
      (
        (announcement.status in ($1, $2) and announcement.listed_at <= $3)
        and not (announcement.expires_at is not null and announcement.expires_at <= $4)
      )
      and case announcement.audience_kind when 'CHURCH' then true when 'MEMBER' then $5::uuid = any("announcement"."audience_ids") when 'ROLE' then case when "announcement"."audience_group" = 'LEADERS' then 'LEADER' = any($6::text[]) else "announcement"."audience_ids" && array( select role.id from role where role.id = any($7::uuid[]) or role.key = any($8::text[])) end else exists (
        select
        from ministry_membership stay
        join ministry on ministry.id = stay.ministry_id
        where stay.member_id = $9
          and stay.status = 'ACTIVE'
          and (ministry.id = any("announcement"."audience_ids") or ministry.category = "announcement"."audience_group")
      ) end
    )
  )
  limit $10
) as counted;

-- announcementList, for a leader, filtered
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
where (
  (
    (
      (announcement.status in ($1, $2) and announcement.listed_at <= $3)
      and not (announcement.expires_at is not null and announcement.expires_at <= $4)
    )
    and case announcement.audience_kind when 'CHURCH' then true when 'MEMBER' then $5::uuid = any("announcement"."audience_ids") when 'ROLE' then case when "announcement"."audience_group" = 'LEADERS' then 'LEADER' = any($6::text[]) else "announcement"."audience_ids" && array( select role.id from role where role.id = any($7::uuid[]) or role.key = any($8::text[])) end else exists (
      select
      from ministry_membership stay
      join ministry on ministry.id = stay.ministry_id
      where stay.member_id = $9
        and stay.status = 'ACTIVE'
        and (ministry.id = any("announcement"."audience_ids") or ministry.category = "announcement"."audience_group")
    ) end
  )
  or (
    announcement.audience_kind = 'MINISTRY'
    and announcement.audience_group is null
    and announcement.audience_ids <@ array(
      select guide.ministry_id
      from ministry_membership guide
      where guide.member_id = $10 and guide.status = 'ACTIVE' and guide.role in ('LEADER', 'ASSISTANT')
    )
  )
)
  and (
    announcement.status in ($11)
    or (
      (announcement.status in ($12, $13) and announcement.listed_at <= $14)
      and (announcement.expires_at is not null and announcement.expires_at <= $15)
    )
  )
  and "announcement"."type" = $16
  and "announcement"."priority" = $17
  and "announcement"."is_pinned" = $18
  and true
order by "announcement"."is_pinned" desc, "announcement"."listed_at" desc, "announcement"."id" desc
limit 26;

select count(*) as total
from (
  (
    select "announcement"."id"
    from "announcement"
    where (
      (
        (
          (announcement.status in ($1, $2) and announcement.listed_at <= $3)
          and not (announcement.expires_at is not null and announcement.expires_at <= $4)
        )
        and case announcement.audience_kind when 'CHURCH' then true when 'MEMBER' then $5::uuid = any("announcement"."audience_ids") when 'ROLE' then case when "announcement"."audience_group" = 'LEADERS' then 'LEADER' = any($6::text[]) else "announcement"."audience_ids" && array( select role.id from role where role.id = any($7::uuid[]) or role.key = any($8::text[])) end else exists (
          select
          from ministry_membership stay
          join ministry on ministry.id = stay.ministry_id
          where stay.member_id = $9
            and stay.status = 'ACTIVE'
            and (
              ministry.id = any("announcement"."audience_ids") or ministry.category = "announcement"."audience_group"
            )
        ) end
      )
      or (
        announcement.audience_kind = 'MINISTRY'
        and announcement.audience_group is null
        and announcement.audience_ids <@ array(
          select guide.ministry_id
          from ministry_membership guide
          where guide.member_id = $10 and guide.status = 'ACTIVE' and guide.role in ('LEADER', 'ASSISTANT')
        )
      )
    )
      and (
        announcement.status in ($11)
        or (
          (announcement.status in ($12, $13) and announcement.listed_at <= $14)
          and (announcement.expires_at is not null and announcement.expires_at <= $15)
        )
      )
      and "announcement"."type" = $16
      and "announcement"."priority" = $17
      and "announcement"."is_pinned" = $18
  )
  limit $19
) as counted;

-- announcementList, for a writer, next page
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
where true and ("announcement"."is_pinned", "announcement"."listed_at", "announcement"."id") < ($1, $2, $3)
order by "announcement"."is_pinned" desc, "announcement"."listed_at" desc, "announcement"."id" desc
limit 26;

select count(*) as total
from ((select "announcement"."id" from "announcement" where true) limit $1) as counted;

-- visibleAnnouncement
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
where (
  (
    (announcement.status in ($1, $2) and announcement.listed_at <= $3)
    and not (announcement.expires_at is not null and announcement.expires_at <= $4)
  )
  and case announcement.audience_kind when 'CHURCH' then true when 'MEMBER' then $5::uuid = any("announcement"."audience_ids") when 'ROLE' then case when "announcement"."audience_group" = 'LEADERS' then 'LEADER' = any($6::text[]) else "announcement"."audience_ids" && array( select role.id from role where role.id = any($7::uuid[]) or role.key = any($8::text[])) end else exists (
    select
    from ministry_membership stay
    join ministry on ministry.id = stay.ministry_id
    where stay.member_id = $9
      and stay.status = 'ACTIVE'
      and (ministry.id = any("announcement"."audience_ids") or ministry.category = "announcement"."audience_group")
  ) end
)
  and "announcement"."id" = $10;
