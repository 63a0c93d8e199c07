-- Super-admins keep the platform and belong to no church: no church's transaction can see, make or change one.

alter table user_account
  alter column church_id drop not null,
  add column is_super_admin boolean not null default false,
  add constraint user_account_super_admin_has_no_church check (is_super_admin = (church_id is null)),
  drop constraint user_account_church_id_email_key,
  add constraint user_account_church_id_email_key unique nulls not distinct (church_id, email);

-- The id that stands for no church in tokens and in transactions of the platform (RFC 9562, 5.9).
alter table church add constraint church_id_not_nil check (id <> '00000000-0000-0000-0000-000000000000');

-- Beside own_church: a transaction that says it is the platform's sees the accounts without a church, and only those. It
-- signs them in and can neither make one nor turn somebody else's account into one.
create policy platform_reads on user_account for select
  using (church_id is null and current_setting('faithflow.platform', true) = 'on');
create policy platform_signs_in on user_account for update
  using (church_id is null and current_setting('faithflow.platform', true) = 'on')
  with check (church_id is null and current_setting('faithflow.platform', true) = 'on');

-- As sign_in_failure of a church: whoever guesses fills no table.
create table super_admin_failure (
  slot smallint primary key constraint super_admin_failure_slot_known check (slot between 0 and 63),
  window_started_at timestamptz not null,
  attempts integer not null constraint super_admin_failure_attempts_counted check (attempts >= told),
  told integer not null constraint super_admin_failure_told_counted check (told >= 0)
);
alter table super_admin_failure enable row level security;
create policy platform_only on super_admin_failure
  using (current_setting('faithflow.platform', true) = 'on')
  with check (current_setting('faithflow.platform', true) = 'on');
grant select, insert, update on super_admin_failure to control_login;

alter table church
  add column suspended_reason text constraint church_suspended_reason_length check (length(suspended_reason) <= 500),
  add column complimentary_until timestamptz;

-- The server may not write the catalogue. For the platform it may do these two things; whoever calls them keeps the act in
-- platform_audit in the same transaction.
-- DONE, or the state it is in when that is not `from_status`; null when there is no such church.
create function turn_church(wanted_id uuid, from_status text, to_status text, reason text) returns text
language plpgsql volatile security definer set search_path = "control", pg_temp as $$
begin
  if current_setting('faithflow.platform', true) is distinct from 'on'
    or (from_status, to_status) not in (('ACTIVE', 'SUSPENDED'), ('SUSPENDED', 'ACTIVE')) then
    raise exception 'only the platform suspends and reopens churches' using errcode = '42501';
  end if;
  update church set status = to_status, suspended_reason = reason, updated_at = now()
    where church.id = wanted_id and church.status = from_status;
  if found then return 'DONE'; end if;
  return (select church.status from church where church.id = wanted_id);
end $$;

-- Whether there is such a church, with owners.
create function give_complimentary(wanted_id uuid, until timestamptz) returns boolean
language plpgsql volatile security definer set search_path = "control", pg_temp as $$
begin
  if current_setting('faithflow.platform', true) is distinct from 'on' then
    raise exception 'only the platform gives time away' using errcode = '42501';
  end if;
  update church set complimentary_until = until, updated_at = now()
    where church.id = wanted_id and church.status in ('ACTIVE', 'SUSPENDED', 'ARCHIVED');
  return found;
end $$;

revoke all on function turn_church, give_complimentary from public;
grant execute on function turn_church, give_complimentary to control_login;
