-- What a process remembers of a viewer holds the account's name, address and language too, and whether it has a second
-- factor: other processes hear of those as of everything else.

drop trigger account_changed on user_account;
create trigger account_changed after update on user_account for each row
  when ((old.status, old.auth_epoch, old.must_change_password, old.name, old.email, old.locale)
    is distinct from (new.status, new.auth_epoch, new.must_change_password, new.name, new.email, new.locale))
  execute function tell_account_changed();

create function tell_second_factor_changed() returns trigger
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform pg_notify('account_changed', old.church_id || ' ' || old.user_id);
  else
    perform pg_notify('account_changed', new.church_id || ' ' || new.user_id);
  end if;
  return null;
end $$;
create trigger second_factor_counts after update on second_factor for each row
  when ((old.confirmed_at is null) <> (new.confirmed_at is null))
  execute function tell_second_factor_changed();
create trigger second_factor_removed after delete on second_factor for each row
  when (old.confirmed_at is not null)
  execute function tell_second_factor_changed();
