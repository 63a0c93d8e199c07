-- Whoever holds a role that begins to demand a second factor, or ends to, is read anew in every process.

create trigger demand_changed after update of requires_totp on role
  for each row when (old.requires_totp <> new.requires_totp) execute function tell_role_changed();
