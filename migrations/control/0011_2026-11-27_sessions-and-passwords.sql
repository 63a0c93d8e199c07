-- Sessions are refreshed, listed and ended; passwords are changed, and old ones not taken again.

alter table user_account
  add column email_verified_at timestamptz,
  add column locale text constraint user_account_locale_length check (length(locale) between 2 and 35),
  add column if not exists must_change_password boolean not null default false,
  add column password_changed_at timestamptz;

alter table refresh_session
  add column parent_id uuid constraint refresh_session_parent_id_fkey references refresh_session on delete cascade,
  add column if not exists revoke_reason text,
  add constraint refresh_session_revoke_reason_known
    check (revoke_reason in ('ROTATED', 'SIGN_OUT', 'REUSE', 'PASSWORD', 'ADMIN', 'DISABLED')),
  add constraint refresh_session_revoked_for_a_reason check ((revoked_at is null) = (revoke_reason is null));
create index refresh_session_parent_id_idx on refresh_session (parent_id);
-- A token has one heir: of two that are exchanged at once, the database refuses the second.
create unique index refresh_session_one_live_key on refresh_session (family_id) where revoked_at is null;

-- What a password was before. The current one is in user_account.
create table password_history (
  id uuid primary key,
  church_id uuid not null constraint password_history_church_id_fkey references church on delete cascade,
  user_id uuid not null constraint password_history_user_id_fkey references user_account on delete cascade,
  password_hash text not null,
  created_at timestamptz not null default now()
);
create index password_history_user_id_idx on password_history (user_id);
create index password_history_church_id_idx on password_history (church_id);
alter table password_history enable row level security;
create policy own_church on password_history
  using (church_id = current_setting('faithflow.church')::uuid)
  with check (church_id = current_setting('faithflow.church')::uuid);
grant select, insert, delete on password_history to control_login;
