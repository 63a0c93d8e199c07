-- A mailed link rests on the password and the address the account had when it was asked for. Whoever knew an old password,
-- or reads the mails of an old address, must not get the account by a link from before.
create function void_mailed_links() returns trigger
language plpgsql volatile set search_path = pg_catalog, "control", pg_temp as $$
begin
  update password_reset_token set used_at = now(), updated_at = now() where user_id = new.id and used_at is null
    and (new.email is distinct from old.email or purpose <> 'VERIFY_EMAIL');
  return null;
end $$;
create trigger mailed_links_voided after update on user_account for each row
  when (old.email is distinct from new.email or old.password_changed_at is distinct from new.password_changed_at)
  execute function void_mailed_links();
