-- What a process remembers of a viewer holds the account's name, address and language too: other processes hear of those as
-- of everything else.

drop trigger account_changed on user_account;
create trigger account_changed after update on user_account for each row
  when ((old.status, old.auth_epoch, old.must_change_password, old.name, old.email, old.locale)
    is distinct from (new.status, new.auth_epoch, new.must_change_password, new.name, new.email, new.locale))
  execute function tell_account_changed();
