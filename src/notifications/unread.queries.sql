-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- unreadNow
select coalesce((select value from counter where name = 'notification'), 0) as "asOf", counted.count, counted.until
from (
  select count(*)::int as count, min(expires_at) as until
  from (
    select notification.expires_at
    from (
      select distinct named.seq
      from unnest($1::uuid[]) as own (id)
      cross join lateral (
        select notification_audience.seq
        from notification_audience
        where audience_id = own.id
          and seq > coalesce(
            ( select greatest(since_seq, read_through_seq) from notification_user where user_id = $2), 0
          ) -- By the primary key: the number alone would be looked for through all audiences.
        order by audience_id desc, seq desc
        limit $3
      ) as named
      order by named.seq desc
      limit $4
    ) as recent
    cross join lateral (select * from notification where seq = recent.seq limit 1) as notification
    left join notification_mark as mark on mark.notification_id = notification.id and mark.user_id = $5
    where (
      (
        notification.audience_kind = 'CHURCH'
        or (
          notification.audience_ids && $6::uuid[]
          and exists (
            select
            from unnest($7::uuid[], $8::timestamptz[], $9::boolean[]) as own (id, since, is_of_child)
            where own.id = any(notification.audience_ids)
              and (own.since is null or notification.created_at >= own.since)
              and not (own.is_of_child and notification.category = $10)
          )
        )
      )
      and (notification.except_user is null or notification.except_user <> $11)
      and (notification.expires_at is null or notification.expires_at > now())
    )
      and (notification.category <> all($12::text[]) and notification.type <> all($13::text[]))
      and mark.read_at is null
      and mark.dismissed_at is null
    limit $14
  ) as unread
) as counted;
