-- Links that are mailed: they prove an address, and let in who has forgotten a password or was invited. A row is without
-- a hash until its mail is written: nobody could have the secret.

create table password_reset_token (
  id uuid primary key,
  church_id uuid not null constraint password_reset_token_church_id_fkey references church on delete cascade,
  user_id uuid not null constraint password_reset_token_user_id_fkey references user_account on delete cascade,
  purpose text not null
    constraint password_reset_token_purpose_known check (purpose in ('RESET', 'VERIFY_EMAIL', 'CHANGE_EMAIL')),
  new_email text constraint password_reset_token_new_email_form
    check (new_email = lower(new_email) and length(new_email) <= 254),
  token_hash bytea constraint password_reset_token_token_hash_key unique,
  expires_at timestamptz not null,
  used_at timestamptz,
  ip inet,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint password_reset_token_new_email_only_for_change check ((purpose = 'CHANGE_EMAIL') = (new_email is not null))
);
create index password_reset_token_user_id_idx on password_reset_token (user_id, purpose);
create index password_reset_token_church_id_idx on password_reset_token (church_id);

create table invitation (
  id uuid primary key,
  church_id uuid not null constraint invitation_church_id_fkey references church on delete cascade,
  user_id uuid not null constraint invitation_user_id_fkey references user_account on delete cascade,
  email text not null constraint invitation_email_form check (email = lower(email) and length(email) <= 254),
  name text not null constraint invitation_name_length check (length(name) between 1 and 255),
  -- Roles and a member of the church's own schema: no key can reach them from here.
  role_ids uuid[] not null,
  member_id uuid,
  token_hash bytea constraint invitation_token_hash_key unique,
  expires_at timestamptz not null,
  invited_by uuid not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index invitation_one_open_key on invitation (church_id, email)
  where accepted_at is null and revoked_at is null;
create index invitation_user_id_idx on invitation (user_id);

alter table password_reset_token enable row level security;
create policy own_church on password_reset_token
  using (church_id = current_setting('faithflow.church')::uuid)
  with check (church_id = current_setting('faithflow.church')::uuid);
alter table invitation enable row level security;
create policy own_church on invitation
  using (church_id = current_setting('faithflow.church')::uuid)
  with check (church_id = current_setting('faithflow.church')::uuid);
grant select, insert, update on password_reset_token, invitation to control_login;
