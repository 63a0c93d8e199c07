-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- addAnnouncements
insert into "announcement" (
  "title",
  "body",
  "type",
  "priority",
  "is_pinned",
  "expires_at",
  "audience_kind",
  "audience_group",
  "audience_ids",
  "id",
  "status",
  "published_at",
  "created_by"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- addDraft
insert into "announcement" (
  "title",
  "body",
  "type",
  "priority",
  "is_pinned",
  "expires_at",
  "audience_kind",
  "audience_group",
  "audience_ids",
  "created_at",
  "updated_at",
  "id",
  "created_by"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- rewriteDraft
update "announcement"
set "title" = $1,
  "body" = $2,
  "type" = $3,
  "priority" = $4,
  "is_pinned" = $5,
  "expires_at" = $6,
  "audience_kind" = $7,
  "audience_group" = $8,
  "audience_ids" = $9,
  "updated_at" = $10,
  "version" = "version" + $11
where "id" = $12;

-- moveAnnouncement
update "announcement"
set "status" = $1,
  "is_pinned" = $2,
  "publish_at" = $3,
  "published_at" = $4,
  "updated_at" = $5,
  "version" = "version" + $6
where "id" = $7;

-- removeAnnouncement
delete from "announcement"
where "id" = $1;
