-- Announcements that people write, plan, publish and take back. Those that are there were published.

alter table announcement
  add column status text not null default 'PUBLISHED' constraint announcement_status_known
    check (status in ('DRAFT', 'SCHEDULED', 'PUBLISHED', 'EXPIRED', 'WITHDRAWN')),
  add column audience_kind text not null default 'CHURCH' constraint announcement_audience_kind_known
    check (audience_kind in ('CHURCH', 'ROLE', 'MINISTRY', 'MEMBER')),
  -- Whom a name stands for is asked whenever it is read: a youth group of tomorrow belongs to the youth, too.
  add column audience_group text constraint announcement_audience_group_known
    check (audience_group in ('LEADERS', 'YOUTH', 'CHILDREN')),
  add column audience_ids uuid[] not null default '{}',
  add column publish_at timestamptz,
  alter column published_at drop not null;
alter table announcement
  alter column status set default 'DRAFT',
  add constraint announcement_audience_named check (
    (audience_kind = 'CHURCH' or audience_group is not null) = (cardinality(audience_ids) = 0)),
  add constraint announcement_audience_count check (cardinality(audience_ids) <= 1000),
  add constraint announcement_audience_group_kind check (audience_group is null
    or audience_kind = case audience_group when 'LEADERS' then 'ROLE' else 'MINISTRY' end),
  add constraint announcement_expires_after_plan check (expires_at > publish_at),
  add constraint announcement_times_of_status check (case status
    when 'DRAFT' then publish_at is null and published_at is null
    when 'SCHEDULED' then publish_at is not null and published_at is null
    else published_at is not null end),
  -- Where it stands among the others: since when it is shown, or will be, or was written.
  add column listed_at timestamptz not null
    generated always as (coalesce(published_at, publish_at, created_at)) stored;
drop index announcement_published_at_idx;
create index announcement_list_idx on announcement (is_pinned, listed_at, id);
-- What a job must move still.
create index announcement_due_idx on announcement (status, publish_at, expires_at) where status in ('SCHEDULED', 'PUBLISHED');

-- Only the moves of domain.md 9.7 exist, and the words of what people have seen do not change.
create function guard_announcement() returns trigger
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  if old.status <> new.status and (old.status, new.status) not in (
    ('DRAFT', 'SCHEDULED'), ('DRAFT', 'PUBLISHED'), ('SCHEDULED', 'DRAFT'), ('SCHEDULED', 'PUBLISHED'),
    ('PUBLISHED', 'EXPIRED'), ('PUBLISHED', 'WITHDRAWN')
  ) then
    raise exception 'an announcement does not go from % to %', old.status, new.status using errcode = '23514';
  end if;
  if old.published_at is not null and (
    old.title, old.body, old.type, old.priority, old.audience_kind, old.audience_group, old.audience_ids,
    old.published_at, old.expires_at
  ) is distinct from (
    new.title, new.body, new.type, new.priority, new.audience_kind, new.audience_group, new.audience_ids,
    new.published_at, new.expires_at
  ) then
    raise exception 'a published announcement is frozen' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger announcement_guarded before update on announcement
  for each row execute function guard_announcement();

-- How the notice of an announcement is found when it is taken back.
create index notification_announcement_idx on notification (entity_id) where entity = 'announcement';
