-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- notificationList, first page
select "notification"."id",
  "notification"."seq" as "sequence",
  "notification"."type",
  "notification"."category",
  "notification"."priority",
  "notification"."action_kind" as "actionKind",
  "notification"."title",
  "notification"."message",
  "notification"."entity",
  "notification"."entity_id" as "entityId",
  "notification"."path",
  "notification"."params",
  "notification"."expires_at" as "expiresAt",
  "notification"."created_at" as "createdAt",
  "notification"."seq",
  not (notification.seq > coalesce(reader.read_through_seq, 0) and mark.read_at is null) as "isRead"
from "notification"
left join "notification_user" as "reader" on "reader"."user_id" = $1
left join "notification_mark" as "mark" on "mark"."notification_id" = "notification"."id" and "mark"."user_id" = $2
where (
  (
    notification.audience_kind = 'CHURCH'
    or (
      notification.audience_ids && $3::uuid[]
      and exists (
        select
        from unnest($4::uuid[], $5::timestamptz[], $6::boolean[]) as own (id, since, is_of_child)
        where own.id = any(notification.audience_ids)
          and (own.since is null or notification.created_at >= own.since)
          and not (own.is_of_child and notification.category = $7)
      )
    )
  )
  and (notification.except_user is null or notification.except_user <> $8)
  and (notification.expires_at is null or notification.expires_at > now())
)
  and (notification.category <> all($9::text[]) and notification.type <> all($10::text[]))
  and notification.seq > coalesce(reader.since_seq, 0)
  and "mark"."dismissed_at" is null
  and true
order by "notification"."seq" desc
limit 26;

select count(*) as total
from (
  (
    select "notification"."id"
    from "notification"
    left join "notification_user" as "reader" on "reader"."user_id" = $1
    left join "notification_mark" as "mark" on "mark"."notification_id" = "notification"."id" and "mark"."user_id" = $2
    where (
      (
        notification.audience_kind = 'CHURCH'
        or (
          notification.audience_ids && $3::uuid[]
          and exists (
            select
            from unnest($4::uuid[], $5::timestamptz[], $6::boolean[]) as own (id, since, is_of_child)
            where own.id = any(notification.audience_ids)
              and (own.since is null or notification.created_at >= own.since)
              and not (own.is_of_child and notification.category = $7)
          )
        )
      )
      and (notification.except_user is null or notification.except_user <> $8)
      and (notification.expires_at is null or notification.expires_at > now())
    )
      and (notification.category <> all($9::text[]) and notification.type <> all($10::text[]))
      and notification.seq > coalesce(reader.since_seq, 0)
      and "mark"."dismissed_at" is null
  )
  limit $11
) as counted;

-- notificationList, unread of a category, next page
select "notification"."id",
  "notification"."seq" as "sequence",
  "notification"."type",
  "notification"."category",
  "notification"."priority",
  "notification"."action_kind" as "actionKind",
  "notification"."title",
  "notification"."message",
  "notification"."entity",
  "notification"."entity_id" as "entityId",
  "notification"."path",
  "notification"."params",
  "notification"."expires_at" as "expiresAt",
  "notification"."created_at" as "createdAt",
  "notification"."seq",
  not (notification.seq > coalesce(reader.read_through_seq, 0) and mark.read_at is null) as "isRead"
from "notification"
left join "notification_user" as "reader" on "reader"."user_id" = $1
left join "notification_mark" as "mark" on "mark"."notification_id" = "notification"."id" and "mark"."user_id" = $2
where (
  (
    notification.audience_kind = 'CHURCH'
    or (
      notification.audience_ids && $3::uuid[]
      and exists (
        select
        from unnest($4::uuid[], $5::timestamptz[], $6::boolean[]) as own (id, since, is_of_child)
        where own.id = any(notification.audience_ids)
          and (own.since is null or notification.created_at >= own.since)
          and not (own.is_of_child and notification.category = $7)
      )
    )
  )
  and (notification.except_user is null or notification.except_user <> $8)
  and (notification.expires_at is null or notification.expires_at > now())
)
  and (notification.category <> all($9::text[]) and notification.type <> all($10::text[]))
  and notification.seq > coalesce(reader.since_seq, 0)
  and "mark"."dismissed_at" is null
  and (notification.seq > coalesce(reader.read_through_seq, 0) and mark.read_at is null)
  and "notification"."category" = $11
  and ("notification"."seq") < ($12)
order by "notification"."seq" desc
limit 26;

select count(*) as total
from (
  (
    select "notification"."id"
    from "notification"
    left join "notification_user" as "reader" on "reader"."user_id" = $1
    left join "notification_mark" as "mark" on "mark"."notification_id" = "notification"."id" and "mark"."user_id" = $2
    where (
      (
        notification.audience_kind = 'CHURCH'
        or (
          notification.audience_ids && $3::uuid[]
          and exists (
            select
            from unnest($4::uuid[], $5::timestamptz[], $6::boolean[]) as own (id, since, is_of_child)
            where own.id = any(notification.audience_ids)
              and (own.since is null or notification.created_at >= own.since)
              and not (own.is_of_child and notification.category = $7)
          )
        )
      )
      and (notification.except_user is null or notification.except_user <> $8)
      and (notification.expires_at is null or notification.expires_at > now())
    )
      and (notification.category <> all($9::text[]) and notification.type <> all($10::text[]))
      and notification.seq > coalesce(reader.since_seq, 0)
      and "mark"."dismissed_at" is null
      and (notification.seq > coalesce(reader.read_through_seq, 0) and mark.read_at is null)
      and "notification"."category" = $11
  )
  limit $12
) as counted;

-- visibleIds
select "notification"."id"
from "notification"
left join "notification_user" as "reader" on "reader"."user_id" = $1
left join "notification_mark" as "mark" on "mark"."notification_id" = "notification"."id" and "mark"."user_id" = $2
where (
  (
    notification.audience_kind = 'CHURCH'
    or (
      notification.audience_ids && $3::uuid[]
      and exists (
        select
        from unnest($4::uuid[], $5::timestamptz[], $6::boolean[]) as own (id, since, is_of_child)
        where own.id = any(notification.audience_ids)
          and (own.since is null or notification.created_at >= own.since)
          and not (own.is_of_child and notification.category = $7)
      )
    )
  )
  and (notification.except_user is null or notification.except_user <> $8)
  and (notification.expires_at is null or notification.expires_at > now())
)
  and (notification.category <> all($9::text[]) and notification.type <> all($10::text[]))
  and notification.seq > coalesce(reader.since_seq, 0)
  and "notification"."id" = any($11::uuid[]);
