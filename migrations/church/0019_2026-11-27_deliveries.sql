-- By which ways people are told, how often and when not; and what is on its way to each of them outside the app.

alter table notification_user
  add column quiet_start text constraint notification_user_quiet_start_form check (quiet_start ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  add column quiet_end text constraint notification_user_quiet_end_form check (quiet_end ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  add column time_zone text constraint notification_user_time_zone_length check (length(time_zone) <= 64),
  add constraint notification_user_quiet_hours_whole
    check ((quiet_start is null) = (quiet_end is null) and quiet_start is distinct from coalesce(quiet_end, 'none'));

-- Of an account, or of a member who has none: they can end mails, too.
create table notification_preference (
  owner_id uuid not null,
  channel text not null constraint notification_preference_channel_known check (channel in ('IN_APP', 'EMAIL', 'SMS', 'PUSH')),
  category text not null constraint notification_preference_category_length check (length(category) between 1 and 50),
  enabled boolean not null,
  frequency text not null default 'IMMEDIATE' constraint notification_preference_frequency_known
    check (frequency in ('IMMEDIATE', 'DAILY', 'WEEKLY')),
  updated_at timestamptz not null default now(),
  primary key (owner_id, channel, category)
);
create function tell_preferences_changed() returns trigger
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_notify('rights_changed', tg_table_schema || ' user ' || new.owner_id);
  return null;
end $$;
create trigger rights_changed after insert or update on notification_preference
  for each row execute function tell_preferences_changed();

-- One row for each person and way, made after the notification by a job, from its audience as a set.
create table notification_delivery (
  id uuid primary key,
  notification_id uuid not null constraint notification_delivery_notification_id_fkey references notification on delete cascade,
  user_id uuid,
  member_id uuid constraint notification_delivery_member_id_fkey references member on delete cascade,
  channel text not null constraint notification_delivery_channel_known check (channel in ('EMAIL', 'SMS', 'PUSH')),
  frequency text not null constraint notification_delivery_frequency_known check (frequency in ('IMMEDIATE', 'DAILY', 'WEEKLY')),
  status text not null default 'PENDING' constraint notification_delivery_status_known
    check (status in ('PENDING', 'HELD', 'SENT', 'FAILED', 'SUPPRESSED')),
  due_at timestamptz not null,
  attempts integer not null default 0,
  sent_at timestamptz,
  error text constraint notification_delivery_error_length check (length(error) <= 500),
  created_at timestamptz not null default now(),
  constraint notification_delivery_one_recipient check (num_nonnulls(user_id, member_id) = 1)
);
create unique index notification_delivery_once_key
  on notification_delivery (notification_id, channel, coalesce(user_id, member_id));
create index notification_delivery_due_idx on notification_delivery (due_at) where status in ('PENDING', 'HELD');
create index notification_delivery_recipient_idx
  on notification_delivery (coalesce(user_id, member_id), channel) where status in ('PENDING', 'HELD');
create index notification_delivery_member_id_idx on notification_delivery (member_id);

-- Addresses whose server said that there is nobody: nothing more is sent there.
create table notification_dead_address (
  address text primary key,
  reason text not null constraint notification_dead_address_reason_length check (length(reason) <= 500),
  created_at timestamptz not null default now()
);
