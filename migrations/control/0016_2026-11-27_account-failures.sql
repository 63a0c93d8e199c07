-- Failed sign-ins are counted beside the accounts: whoever signs in needs nothing of the church's own tables. As
-- super_admin_failure, for each church: whoever guesses day and night fills no table. What the churches' schemas hold
-- (sign_in_failure) is read by older servers only, and dropped once none runs.
create table account_failure (
  church_id uuid not null constraint account_failure_church_id_fkey references church on delete cascade,
  slot smallint not null constraint account_failure_slot_known check (slot between 0 and 63),
  window_started_at timestamptz not null,
  -- Of this window; and of them, how many the audit log has told of.
  attempts integer not null constraint account_failure_attempts_counted check (attempts >= told),
  told integer not null constraint account_failure_told_counted check (told >= 0),
  primary key (church_id, slot)
);
alter table account_failure enable row level security;
create policy own_church on account_failure
  using (church_id = current_setting('faithflow.church')::uuid)
  with check (church_id = current_setting('faithflow.church')::uuid);
grant select, insert, update on account_failure to control_login;
