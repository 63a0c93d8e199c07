-- What every church has from its first day. Names are unqualified: the migration runs with the church's schema as path,
-- as ch_owner. The church's role gets select, insert, update and delete on each new table by default privileges;
-- "church_role" stands for its name where a table takes some of them back.

create table church_settings (
  id uuid primary key,
  member_prefix text not null constraint church_settings_member_prefix_form check (member_prefix ~ '^[A-Z0-9]{2,10}$'),
  member_start integer not null default 1 constraint church_settings_member_start_positive check (member_start > 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- Numbers without gaps: one locked row a series, raised in the transaction that uses the number.
create table counter (
  name text primary key,
  value bigint not null
);
insert into counter (name, value) values ('notification', 0);

-- Roles and rights -------------------------------------------------------------------------------------------------

create table role (
  id uuid primary key,
  key text constraint role_key_key unique,
  name text not null constraint role_name_length check (length(name) between 1 and 255),
  description text,
  is_system boolean not null default false,
  based_on text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create unique index role_name_key on role (lower(name));

create table role_permission (
  role_id uuid not null constraint role_permission_role_id_fkey references role on delete cascade,
  resource text not null,
  action text not null constraint role_permission_action_known
    check (action in ('READ', 'WRITE', 'CREATE', 'DELETE', 'MANAGE')),
  scope text not null default 'ALL' constraint role_permission_scope_known check (scope in ('ALL', 'GROUP')),
  primary key (role_id, resource, action)
);

create table user_role (
  id uuid primary key,
  user_id uuid not null,
  role_id uuid not null constraint user_role_role_id_fkey references role on delete restrict,
  assigned_by uuid,
  assigned_at timestamptz not null default now(),
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint user_role_user_id_role_id_key unique (user_id, role_id)
);
create index user_role_role_id_idx on user_role (role_id);

insert into role (id, key, name, is_system) values
  (gen_random_uuid(), 'ADMIN', 'Administrator', true),
  (gen_random_uuid(), 'PASTOR', 'Pastor', true),
  (gen_random_uuid(), 'TREASURER', 'Treasurer', true),
  (gen_random_uuid(), 'SECRETARY', 'Secretary', true),
  (gen_random_uuid(), 'LEADER', 'Leader', true),
  (gen_random_uuid(), 'MEMBER', 'Member', true);

-- The default grants, one line a role and set of resources: r read, w write, c create, d delete, m manage; g as suffix
-- means: only in the groups that the holder leads.
insert into role_permission (role_id, resource, action, scope)
select role.id, resource, letter.action, case when grant_line.in_group then 'GROUP' else 'ALL' end
from (values
  ('ADMIN', 'members households pastoral_notes prayers ministries events attendance announcements notifications payments volunteers requests altar_calls sacraments documents themes reports analytics roles users settings billing audit integrations', 'm', false),
  ('PASTOR', 'pastoral_notes prayers announcements volunteers requests altar_calls sacraments', 'm', false),
  ('PASTOR', 'members households attendance documents', 'rwc', false),
  ('PASTOR', 'ministries events', 'rwcd', false),
  ('PASTOR', 'notifications', 'c', false),
  ('PASTOR', 'themes reports analytics roles settings', 'r', false),
  ('TREASURER', 'payments', 'm', false),
  ('TREASURER', 'billing', 'rwc', false),
  ('TREASURER', 'members households ministries events announcements volunteers documents themes reports analytics settings', 'r', false),
  ('SECRETARY', 'members households events attendance announcements volunteers documents', 'm', false),
  ('SECRETARY', 'ministries', 'rwcd', false),
  ('SECRETARY', 'requests altar_calls sacraments', 'rwc', false),
  ('SECRETARY', 'notifications', 'c', false),
  ('SECRETARY', 'users', 'rc', false),
  ('SECRETARY', 'themes reports analytics settings', 'r', false),
  ('LEADER', 'ministries events announcements volunteers themes', 'r', false),
  ('LEADER', 'members', 'r', true),
  ('LEADER', 'ministries', 'w', true),
  ('LEADER', 'events', 'wcd', true),
  ('LEADER', 'attendance', 'rwc', true),
  ('LEADER', 'announcements volunteers', 'm', true),
  ('LEADER', 'notifications', 'c', true),
  ('MEMBER', 'ministries events announcements volunteers themes', 'r', false)
) as grant_line (role_key, resources, letters, in_group)
cross join lateral regexp_split_to_table(grant_line.resources, ' ') as resource
join (values ('r', 'READ'), ('w', 'WRITE'), ('c', 'CREATE'), ('d', 'DELETE'), ('m', 'MANAGE')) as letter (code, action)
  on position(letter.code in grant_line.letters) > 0
join role on role.key = grant_line.role_key;

-- People -----------------------------------------------------------------------------------------------------------

create table member (
  id uuid primary key,
  member_number text not null constraint member_member_number_key unique
    constraint member_member_number_length check (length(member_number) <= 20),
  user_id uuid constraint member_user_id_key unique,
  title text,
  first_name text not null constraint member_first_name_length check (length(first_name) between 1 and 255),
  middle_names text,
  last_name text not null constraint member_last_name_length check (length(last_name) between 1 and 255),
  preferred_name text,
  email text constraint member_email_form check (email = lower(email) and length(email) <= 254),
  phone text,
  address text constraint member_address_length check (length(address) <= 500),
  gender text constraint member_gender_known check (gender in ('MALE', 'FEMALE', 'OTHER')),
  birth_date date,
  status text not null default 'ACTIVE' constraint member_status_known
    check (status in ('ACTIVE', 'INACTIVE', 'SUSPENDED', 'TRANSFERRED', 'DECEASED', 'ERASED')),
  status_on date not null default current_date,
  joined_on date,
  archived_at timestamptz,
  -- What `search` looks through. Folding of accents comes with the search of large churches.
  search_text text not null generated always as (lower(
    first_name || ' ' || coalesce(middle_names || ' ', '') || last_name || ' ' || coalesce(preferred_name || ' ', '')
    || coalesce(email || ' ', '') || coalesce(phone || ' ', '') || member_number)) stored,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create index member_name_idx on member (last_name, first_name, id);
-- By length first, so that number 10000 follows 9999.
create index member_member_number_idx on member (length(member_number), member_number, id);
create index member_joined_on_idx on member (joined_on, id);
create index member_status_idx on member (status);
create index member_email_idx on member (email);
create index member_search_idx on member using gin (search_text extensions.gin_trgm_ops);

create table household (
  id uuid primary key,
  name text not null constraint household_name_length check (length(name) between 1 and 255),
  address text constraint household_address_length check (length(address) <= 500),
  phone text,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);

create table household_member (
  id uuid primary key,
  household_id uuid not null constraint household_member_household_id_fkey references household on delete cascade,
  member_id uuid not null constraint household_member_member_id_fkey references member on delete restrict,
  relation text not null constraint household_member_relation_known
    check (relation in ('HEAD', 'SPOUSE', 'CHILD', 'OTHER')),
  from_on date not null default current_date,
  until_on date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index household_member_current_key on household_member (member_id) where until_on is null;
create unique index household_member_head_key on household_member (household_id) where until_on is null and relation = 'HEAD';
create unique index household_member_spouse_key on household_member (household_id) where until_on is null and relation = 'SPOUSE';
create index household_member_household_id_idx on household_member (household_id);
create index household_member_member_id_idx on household_member (member_id);

create table ministry (
  id uuid primary key,
  name text not null constraint ministry_name_length check (length(name) between 1 and 255),
  description text,
  category text not null constraint ministry_category_known check (category in (
    'WORSHIP', 'YOUTH', 'CHILDREN', 'PRAYER', 'OUTREACH', 'PASTORAL', 'EDUCATION', 'SMALL_GROUP', 'HEALTH', 'OTHER')),
  meeting_schedule text,
  location text,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create unique index ministry_name_key on ministry (lower(name)) where archived_at is null;

create table ministry_membership (
  id uuid primary key,
  ministry_id uuid not null constraint ministry_membership_ministry_id_fkey references ministry on delete restrict,
  member_id uuid not null constraint ministry_membership_member_id_fkey references member on delete restrict,
  role text not null default 'MEMBER' constraint ministry_membership_role_known
    check (role in ('MEMBER', 'LEADER', 'ASSISTANT')),
  status text not null constraint ministry_membership_status_known check (status in ('PENDING', 'ACTIVE', 'INACTIVE')),
  joined_at timestamptz,
  left_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index ministry_membership_current_key on ministry_membership (ministry_id, member_id) where status <> 'INACTIVE';
create index ministry_membership_ministry_id_idx on ministry_membership (ministry_id);
create index ministry_membership_member_id_idx on ministry_membership (member_id);

-- Events and announcements -----------------------------------------------------------------------------------------

create table event (
  id uuid primary key,
  title text not null constraint event_title_length check (length(title) between 1 and 255),
  description text constraint event_description_length check (length(description) <= 10000),
  type text not null default 'SERVICE' constraint event_type_known check (type in (
    'SERVICE', 'STUDY', 'YOUTH', 'MINISTRY', 'COMMUNITY', 'HEALTH', 'SABBATH', 'SPECIAL', 'OTHER')),
  status text not null default 'SCHEDULED' constraint event_status_known check (status in ('DRAFT', 'SCHEDULED', 'CANCELLED')),
  starts_at timestamptz not null,
  ends_at timestamptz not null constraint event_ends_after_start check (ends_at > starts_at),
  time_zone text not null,
  location text constraint event_location_length check (length(location) <= 255),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create index event_starts_at_idx on event (starts_at, id);
create index event_type_idx on event (type, starts_at, id);

create table announcement (
  id uuid primary key,
  title text not null constraint announcement_title_length check (length(title) between 1 and 255),
  body text not null constraint announcement_body_length check (length(body) between 1 and 10000),
  type text not null default 'GENERAL' constraint announcement_type_known check (type in (
    'GENERAL', 'URGENT', 'CELEBRATION', 'CANCELLATION', 'SCHEDULE_CHANGE', 'OTHER')),
  priority text not null default 'NORMAL' constraint announcement_priority_known
    check (priority in ('LOW', 'NORMAL', 'HIGH', 'URGENT')),
  is_pinned boolean not null default false,
  published_at timestamptz not null,
  expires_at timestamptz constraint announcement_expires_later check (expires_at > published_at),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create index announcement_published_at_idx on announcement (published_at, id);

-- Notifications ----------------------------------------------------------------------------------------------------

-- One row for what happened and whom it concerns, never one per person: an event costs the same in a church of 50,000.
create table notification (
  id uuid primary key,
  seq bigint not null constraint notification_seq_key unique,
  audience_kind text not null constraint notification_audience_kind_known
    check (audience_kind in ('CHURCH', 'ROLE', 'MINISTRY', 'MEMBER', 'USER')),
  audience_ids uuid[] not null default '{}',
  type text not null,
  category text not null,
  priority text not null default 'NORMAL' constraint notification_priority_known
    check (priority in ('LOW', 'NORMAL', 'HIGH', 'URGENT')),
  action_kind text not null default 'INFO' constraint notification_action_kind_known
    check (action_kind in ('INFO', 'ACTION_REQUIRED', 'REMINDER', 'ALERT')),
  title text not null constraint notification_title_length check (length(title) between 1 and 255),
  message text not null constraint notification_message_length check (length(message) between 1 and 500),
  entity text,
  entity_id uuid,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  constraint notification_audience_named check ((audience_kind = 'CHURCH') = (cardinality(audience_ids) = 0))
);
create index notification_audience_ids_idx on notification using gin (audience_ids);
-- Append-only: what was told stays told. Only its end may be set.
revoke update, delete on notification from "church_role";
grant update (expires_at) on notification to "church_role";

create table notification_user (
  user_id uuid primary key,
  since_seq bigint not null default 0,
  read_through_seq bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table notification_mark (
  user_id uuid not null,
  notification_id uuid not null constraint notification_mark_notification_id_fkey references notification on delete cascade,
  read_at timestamptz,
  dismissed_at timestamptz,
  primary key (user_id, notification_id)
);
create index notification_mark_notification_id_idx on notification_mark (notification_id);
