-- What must be known before a church is entered: which churches there are and who may sign in to them.

create table church (
  id uuid primary key,
  schema_name text not null constraint church_schema_name_key unique
    constraint church_schema_name_form check (schema_name ~ '^c_[a-z2-7]{16}$'),
  cell text not null,
  -- A copy for "who is behind?"; the truth is the church's own _meta table.
  version integer not null default 0,
  status text not null default 'WARM'
    constraint church_status_known check (status in ('WARM', 'ACTIVE', 'SUSPENDED', 'ARCHIVED', 'ERASED')),
  name text,
  denomination text constraint church_denomination_known check (denomination in (
    'CATHOLIC', 'ANGLICAN', 'ORTHODOX', 'LUTHERAN', 'PENTECOSTAL', 'NON_DENOMINATIONAL',
    'BAPTIST', 'PRESBYTERIAN', 'REFORMED', 'METHODIST', 'SEVENTH_DAY_ADVENTIST', 'OTHER')),
  subdomain text constraint church_subdomain_key unique
    constraint church_subdomain_form check (subdomain ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(subdomain) between 3 and 63),
  time_zone text not null default 'Africa/Accra',
  currency text not null default 'GHS' constraint church_currency_form check (currency ~ '^[A-Z]{3}$'),
  locale text not null default 'en',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint church_complete check (status = 'WARM' or (name is not null and denomination is not null))
);
create index church_status_idx on church (status);

-- Only what a church chose against the default of its denomination.
create table church_feature (
  church_id uuid not null constraint church_feature_church_id_fkey references church on delete cascade,
  feature text not null,
  enabled boolean not null,
  changed_by uuid,
  changed_at timestamptz not null default now(),
  primary key (church_id, feature)
);

-- `user` is a reserved word that silently means current_user when somebody forgets the quotes: hence the longer name.
create table user_account (
  id uuid primary key,
  church_id uuid not null constraint user_account_church_id_fkey references church on delete restrict,
  email text not null constraint user_account_email_form check (email = lower(email) and length(email) <= 254),
  name text not null constraint user_account_name_length check (length(name) between 1 and 255),
  password_hash text,
  status text not null constraint user_account_status_known check (status in ('INVITED', 'ACTIVE', 'DISABLED', 'ERASED')),
  auth_epoch integer not null default 1,
  last_login_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint user_account_church_id_email_key unique (church_id, email)
);

create table refresh_session (
  id uuid primary key,
  church_id uuid not null constraint refresh_session_church_id_fkey references church on delete cascade,
  user_id uuid not null constraint refresh_session_user_id_fkey references user_account on delete cascade,
  family_id uuid not null,
  token_hash bytea not null constraint refresh_session_token_hash_key unique,
  expires_at timestamptz not null,
  family_expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  ip inet,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index refresh_session_family_id_idx on refresh_session (family_id);
create index refresh_session_user_id_idx on refresh_session (user_id);
create index refresh_session_church_id_idx on refresh_session (church_id);

-- Accounts of other churches do not exist for a transaction that named its church. One that named none gets an error,
-- never rows: current_setting raises 42704 while the setting is unknown, and '' is no uuid (22P02) once it was known.
alter table user_account enable row level security;
create policy own_church on user_account
  using (church_id = current_setting('faithflow.church')::uuid)
  with check (church_id = current_setting('faithflow.church')::uuid);
alter table refresh_session enable row level security;
create policy own_church on refresh_session
  using (church_id = current_setting('faithflow.church')::uuid)
  with check (church_id = current_setting('faithflow.church')::uuid);

grant usage on schema "control" to control_login;
grant select on church, church_feature to control_login;
grant select, insert, update on user_account, refresh_session to control_login;
