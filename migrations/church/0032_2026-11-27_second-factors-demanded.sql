-- Whether a role demands a second factor decides what its holders may do, as its permissions do: every process hears of it.

create trigger second_factor_demanded after update of requires_totp on role for each row
  when (old.requires_totp is distinct from new.requires_totp) execute function tell_rights_changed();
