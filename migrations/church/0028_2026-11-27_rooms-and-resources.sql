-- Rooms and equipment, and what they are booked for.

create table resource (
  id uuid primary key,
  name text not null constraint resource_name_length check (length(name) between 1 and 255),
  kind text not null constraint resource_kind_known check (kind in ('ROOM', 'EQUIPMENT')),
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create unique index resource_name_key on resource (lower(name)) where archived_at is null;
create index resource_list_idx on resource (name, id);

create table booking (
  id uuid primary key,
  resource_id uuid not null constraint booking_resource_id_fkey references resource on delete restrict,
  -- An event that is deleted was never to be: so were its bookings.
  event_id uuid not null constraint booking_event_id_fkey references event on delete cascade,
  -- The original start of the occurrence, which may be moved: no key of that table.
  occurrence_at timestamptz not null,
  -- How much longer than the occurrence it lasts, so that it moves along.
  seconds_before integer not null default 0 constraint booking_seconds_before_in_range
    check (seconds_before between 0 and 86400),
  seconds_after integer not null default 0 constraint booking_seconds_after_in_range
    check (seconds_after between 0 and 86400),
  starts_at timestamptz not null,
  ends_at timestamptz not null constraint booking_ends_after_start check (ends_at > starts_at),
  during tstzrange not null generated always as (tstzrange(starts_at, ends_at)) stored,
  -- Users live elsewhere.
  booked_by uuid not null,
  cancelled_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- Nothing is in two places at once, whoever asks and however many do.
  constraint booking_one_at_a_time exclude using gist (
    resource_id extensions.gist_uuid_ops with =, during with &&) where (cancelled_at is null)
);
create index booking_event_id_idx on booking (event_id, occurrence_at);
create index booking_starts_at_idx on booking (starts_at, id);
create index booking_coming_idx on booking (resource_id, ends_at) where cancelled_at is null;
