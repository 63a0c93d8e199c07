-- Administrators list accounts, close them and have passwords changed; whoever holds a socket open is told at once.

-- The two columns belong to the sessions; whichever step comes first adds them.
alter table user_account add column if not exists must_change_password boolean not null default false;
alter table refresh_session add column if not exists revoke_reason text;

create index user_account_church_id_name_idx on user_account (church_id, name, id);

-- Whoever keeps a socket open for an account hears that it must be looked at again, whoever changed it. The payload is
-- `<church> <user>`, and for the end of one session `<church> <user> <session>`.
create function tell_account_changed() returns trigger
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  if new.church_id is not null then perform pg_notify('account_changed', new.church_id || ' ' || new.id); end if;
  return null;
end $$;
create trigger account_changed after update on user_account for each row
  when (old.status is distinct from new.status or old.auth_epoch is distinct from new.auth_epoch
    or old.must_change_password is distinct from new.must_change_password)
  execute function tell_account_changed();

create function tell_session_ended() returns trigger
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  -- A token that was exchanged is revoked too, but its session goes on.
  if new.revoke_reason is distinct from 'ROTATED' then
    perform pg_notify('account_changed', new.church_id || ' ' || new.user_id || ' ' || new.family_id);
  end if;
  return null;
end $$;
create trigger session_ended after update on refresh_session for each row
  when (old.revoked_at is null and new.revoked_at is not null)
  execute function tell_session_ended();
