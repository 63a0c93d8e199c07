-- A second proof at sign-in: codes of an authenticator app, and ten spare ones on paper.

create table second_factor (
  user_id uuid primary key constraint second_factor_user_id_fkey references user_account on delete cascade,
  church_id uuid not null constraint second_factor_church_id_fkey references church on delete cascade,
  -- Encrypted by the server; the database never sees it.
  secret bytea not null,
  -- Null until its owner has shown a code: until then it is asked for nowhere.
  confirmed_at timestamptz,
  -- The 30 seconds of the newest code that was taken: it and older ones count no more.
  last_step bigint not null default 0,
  failures integer not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index second_factor_church_id_idx on second_factor (church_id);

create table recovery_code (
  id uuid primary key,
  church_id uuid not null constraint recovery_code_church_id_fkey references church on delete cascade,
  user_id uuid not null constraint recovery_code_user_id_fkey references user_account on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  constraint recovery_code_user_id_code_hash_key unique (user_id, code_hash)
);
create index recovery_code_church_id_idx on recovery_code (church_id);

alter table second_factor enable row level security;
create policy own_church on second_factor
  using (church_id = current_setting('faithflow.church')::uuid)
  with check (church_id = current_setting('faithflow.church')::uuid);
alter table recovery_code enable row level security;
create policy own_church on recovery_code
  using (church_id = current_setting('faithflow.church')::uuid)
  with check (church_id = current_setting('faithflow.church')::uuid);
grant select, insert, update, delete on second_factor, recovery_code to control_login;
