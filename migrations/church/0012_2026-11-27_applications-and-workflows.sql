-- People who apply to join the church, and what members go through step by step.

create table membership_application (
  id uuid primary key,
  first_name text not null constraint membership_application_first_name_length check (length(first_name) between 1 and 255),
  last_name text not null constraint membership_application_last_name_length check (length(last_name) between 1 and 255),
  email text not null constraint membership_application_email_form check (email = lower(email) and length(email) <= 254),
  phone text not null constraint membership_application_phone_length check (length(phone) between 1 and 255),
  address text not null constraint membership_application_address_length check (length(address) between 1 and 500),
  birth_date date not null,
  gender text not null constraint membership_application_gender_known check (gender in ('MALE', 'FEMALE', 'OTHER')),
  marital_status text not null constraint membership_application_marital_status_known
    check (marital_status in ('SINGLE', 'MARRIED', 'WIDOWED', 'DIVORCED', 'SEPARATED')),
  occupation text constraint membership_application_occupation_length check (length(occupation) between 1 and 255),
  emergency_name text constraint membership_application_emergency_name_length check (length(emergency_name) <= 255),
  emergency_phone text constraint membership_application_emergency_phone_length check (length(emergency_phone) <= 255),
  emergency_relation text constraint membership_application_emergency_relation_length
    check (length(emergency_relation) <= 100),
  church_experience text not null constraint membership_application_church_experience_length
    check (length(church_experience) between 1 and 2000),
  reason text not null constraint membership_application_reason_length check (length(reason) between 1 and 2000),
  heard_from text not null constraint membership_application_heard_from_length check (length(heard_from) between 1 and 500),
  special_needs text constraint membership_application_special_needs_length check (length(special_needs) between 1 and 2000),
  skills text[] not null default '{}' constraint membership_application_skills_count check (cardinality(skills) <= 30),
  interests text[] not null default '{}'
    constraint membership_application_interests_count check (cardinality(interests) <= 30),
  status text not null default 'PENDING' constraint membership_application_status_known
    check (status in ('PENDING', 'APPROVED', 'CONFIRMED', 'REJECTED', 'WITHDRAWN')),
  -- Users live elsewhere.
  reviewed_by uuid,
  reviewed_at timestamptz,
  confirmed_by uuid,
  confirmed_at timestamptz,
  withdrawn_at timestamptz,
  staff_notes text constraint membership_application_staff_notes_length check (length(staff_notes) between 1 and 10000),
  rejection_reason text constraint membership_application_rejection_reason_length
    check (length(rejection_reason) between 1 and 1000),
  member_id uuid constraint membership_application_member_id_key unique
    constraint membership_application_member_id_fkey references member on delete restrict,
  -- SHA-256 of the secret in the mail to the applicant; none until that is written.
  withdraw_token_hash bytea constraint membership_application_withdraw_token_hash_key unique,
  -- Whom a search finds.
  search_text text not null
    generated always as (extensions.fold(' ' || first_name || ' ' || last_name || ' ' || email || ' ' || phone)) stored,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint membership_application_rejected_with_reason check ((status = 'REJECTED') = (rejection_reason is not null)),
  constraint membership_application_confirmed_as_member check (member_id is null or status = 'CONFIRMED')
);
-- One of an address waits at a time.
create unique index membership_application_one_open_key on membership_application (email)
  where status in ('PENDING', 'APPROVED');
create index membership_application_status_idx on membership_application (status, created_at desc, id desc);
create index membership_application_created_at_idx on membership_application (created_at desc, id desc);
create index membership_application_search_idx on membership_application using gin (search_text extensions.gin_trgm_ops);
-- What is erased after a while.
create index membership_application_closed_idx on membership_application ((coalesce(withdrawn_at, reviewed_at)))
  where status in ('REJECTED', 'WITHDRAWN');

create table member_workflow (
  id uuid primary key,
  member_id uuid not null constraint member_workflow_member_id_fkey references member on delete restrict,
  type text not null constraint member_workflow_type_known
    check (type in ('BAPTISM', 'CONFIRMATION', 'MEMBERSHIP', 'TRANSFER')),
  status text not null default 'PENDING' constraint member_workflow_status_known
    check (status in ('PENDING', 'APPROVED', 'REJECTED', 'COMPLETED')),
  assigned_to uuid,
  note text constraint member_workflow_note_length check (length(note) between 1 and 1000),
  started_by uuid not null,
  decided_by uuid,
  decided_at timestamptz,
  completed_by uuid,
  completed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
-- One of a kind goes on at a time.
create unique index member_workflow_one_open_key on member_workflow (member_id, type)
  where status in ('PENDING', 'APPROVED');
create index member_workflow_member_id_idx on member_workflow (member_id, created_at desc, id desc);
create index member_workflow_assigned_to_idx on member_workflow (assigned_to, created_at desc, id desc);
create index member_workflow_created_at_idx on member_workflow (created_at desc, id desc);

create table member_workflow_step (
  id uuid primary key,
  workflow_id uuid not null
    constraint member_workflow_step_workflow_id_fkey references member_workflow on delete cascade,
  position integer not null constraint member_workflow_step_position_positive check (position > 0),
  title text not null constraint member_workflow_step_title_length check (length(title) between 1 and 255),
  due_on date,
  done_at timestamptz,
  done_by uuid,
  constraint member_workflow_step_position_key unique (workflow_id, position),
  constraint member_workflow_step_done_by_somebody check ((done_at is null) = (done_by is null))
);
