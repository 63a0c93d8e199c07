-- Events that repeat, whom they are for, and who may register.

alter table event
  add column visibility text not null default 'MEMBERS' constraint event_visibility_known
    check (visibility in ('PUBLIC', 'MEMBERS', 'MINISTRY', 'LEADERS')),
  add column ministry_id uuid constraint event_ministry_id_fkey references ministry on delete restrict,
  add column all_day boolean not null default false,
  add column rrule text constraint event_rrule_length check (length(rrule) between 1 and 500),
  add column series_ends_at timestamptz,
  add column registration text not null default 'NONE' constraint event_registration_known
    check (registration in ('NONE', 'OPTIONAL', 'REQUIRED')),
  add column capacity integer constraint event_capacity_positive check (capacity > 0),
  add column registration_opens_at timestamptz,
  add column deadline_minutes integer not null default 0 constraint event_deadline_minutes_in_range
    check (deadline_minutes between 0 and 525600),
  add column waitlist boolean not null default true,
  add column cancel_reason text constraint event_cancel_reason_length check (length(cancel_reason) <= 500),
  add column ical_sequence integer not null default 0,
  add constraint event_ministry_named check (visibility <> 'MINISTRY' or ministry_id is not null),
  add constraint event_series_ends check ((rrule is null) = (series_ends_at is null));
create index event_ministry_id_idx on event (ministry_id, starts_at, id) where ministry_id is not null;
create index event_series_ends_at_idx on event (series_ends_at) where series_ends_at is not null;

-- What somebody decided about single occurrences of a series.
create table event_exception (
  event_id uuid not null constraint event_exception_event_id_fkey references event on delete cascade,
  -- When the occurrence starts by the rule; of an ADDED one, when it was first put in.
  original_at timestamptz not null,
  kind text not null constraint event_exception_kind_known check (kind in ('CANCELLED', 'CHANGED', 'ADDED')),
  starts_at timestamptz,
  ends_at timestamptz,
  title text constraint event_exception_title_length check (length(title) between 1 and 255),
  location text constraint event_exception_location_length check (length(location) <= 255),
  capacity integer constraint event_exception_capacity_positive check (capacity > 0),
  cancel_reason text constraint event_exception_cancel_reason_length check (length(cancel_reason) <= 500),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (event_id, original_at),
  constraint event_exception_times_together check ((starts_at is null) = (ends_at is null)),
  constraint event_exception_ends_after_start check (ends_at > starts_at),
  constraint event_exception_added_when check (kind <> 'ADDED' or starts_at is not null)
);

-- What the rules and exceptions come to: one row for each time that an event takes place, so that lists, reminders and
-- registrations ask an index, whatever the number of series.
create table event_occurrence (
  event_id uuid not null constraint event_occurrence_event_id_fkey references event on delete cascade,
  -- The original start: what registrations know the occurrence by, even when it is moved.
  occurrence_at timestamptz not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null constraint event_occurrence_ends_after_start check (ends_at > starts_at),
  is_cancelled boolean not null default false,
  primary key (event_id, occurrence_at)
);
create index event_occurrence_starts_at_idx on event_occurrence (starts_at, event_id, occurrence_at);
create index event_occurrence_ends_at_idx on event_occurrence (ends_at);

insert into event_occurrence (event_id, occurrence_at, starts_at, ends_at)
select id, starts_at, starts_at, ends_at from event;
