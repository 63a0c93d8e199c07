-- Who registers for events, what they are asked, and who came.

create table event_question (
  id uuid primary key,
  event_id uuid not null constraint event_question_event_id_fkey references event on delete cascade,
  position integer not null constraint event_question_position_positive check (position > 0),
  label text not null constraint event_question_label_length check (length(label) between 1 and 255),
  type text not null constraint event_question_type_known check (type in ('TEXT', 'BOOLEAN', 'CHOICE')),
  is_required boolean not null default false,
  choices text[] not null default '{}' constraint event_question_choices_count check (cardinality(choices) <= 30),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint event_question_choices_of_type check ((type = 'CHOICE') = (cardinality(choices) > 0))
);
create index event_question_event_id_idx on event_question (event_id, position);

create table event_registration (
  id uuid primary key,
  event_id uuid not null constraint event_registration_event_id_fkey references event on delete restrict,
  -- The original start of the occurrence, which may be moved: no key of that table.
  occurrence_at timestamptz not null,
  member_id uuid not null constraint event_registration_member_id_fkey references member on delete restrict,
  status text not null constraint event_registration_status_known
    check (status in ('REGISTERED', 'WAITLISTED', 'CANCELLED', 'ATTENDED', 'NO_SHOW')),
  -- Users live elsewhere.
  registered_by uuid not null,
  guests integer not null default 0 constraint event_registration_guests_in_range check (guests between 0 and 50),
  -- Its place among those who registered for the occurrence, allotted under the lock of the event.
  queue_no bigint not null constraint event_registration_queue_no_positive check (queue_no > 0),
  check_in_code char(12) not null constraint event_registration_check_in_code_key unique
    constraint event_registration_check_in_code_form check (check_in_code ~ '^[0-9A-Z]{12}$'),
  note text constraint event_registration_note_length check (length(note) between 1 and 500),
  cancelled_at timestamptz,
  -- Whether it ended because the occurrence was called off: those are told of that.
  cancelled_with_event boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint event_registration_cancelled_when check ((status = 'CANCELLED') = (cancelled_at is not null)),
  constraint event_registration_cancelled_with check (status = 'CANCELLED' or not cancelled_with_event),
  -- Checked at the end of a statement: a series that is moved moves all its registrations in one.
  constraint event_registration_one_each exclude using btree (
    event_id with =, occurrence_at with =, member_id with =) where (status <> 'CANCELLED') deferrable initially immediate
);
create index event_registration_occurrence_idx on event_registration (event_id, occurrence_at, status, queue_no);
create index event_registration_queue_idx on event_registration (event_id, occurrence_at, queue_no, id);
create index event_registration_member_id_idx on event_registration (member_id, occurrence_at);

create table event_answer (
  registration_id uuid not null constraint event_answer_registration_id_fkey references event_registration on delete cascade,
  question_id uuid not null constraint event_answer_question_id_fkey references event_question on delete cascade,
  value text not null constraint event_answer_value_length check (length(value) between 1 and 1000),
  created_at timestamptz not null default now(),
  primary key (registration_id, question_id)
);
create index event_answer_question_id_idx on event_answer (question_id);

create table attendance_record (
  id uuid primary key,
  event_id uuid not null constraint attendance_record_event_id_fkey references event on delete restrict,
  occurrence_at timestamptz not null,
  member_id uuid not null constraint attendance_record_member_id_fkey references member on delete restrict,
  checked_in_at timestamptz not null,
  checked_out_at timestamptz,
  recorded_by uuid,
  -- What a child leaves against.
  pickup_code char(6) constraint attendance_record_pickup_code_form check (pickup_code ~ '^[0-9A-Z]{6}$'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint attendance_record_out_after_in check (checked_out_at >= checked_in_at),
  constraint attendance_record_one_each unique (event_id, occurrence_at, member_id) deferrable initially immediate,
  constraint attendance_record_pickup_code_key unique (event_id, occurrence_at, pickup_code) deferrable initially immediate
);
create index attendance_record_member_id_idx on attendance_record (member_id);
create index attendance_record_list_idx on attendance_record (event_id, occurrence_at, checked_in_at, id);

create table attendance_count (
  id uuid primary key,
  event_id uuid not null constraint attendance_count_event_id_fkey references event on delete restrict,
  occurrence_at timestamptz not null,
  category text not null constraint attendance_count_category_known
    check (category in ('ADULTS', 'CHILDREN', 'VISITORS', 'ONLINE')),
  count integer not null constraint attendance_count_not_negative check (count >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint attendance_count_key unique (event_id, occurrence_at, category) deferrable initially immediate
);
