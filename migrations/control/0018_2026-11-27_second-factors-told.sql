-- Who has a second factor, and who has none any more, is told like other changes of an account: a role may demand one.

create function tell_second_factor_changed() returns trigger
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  whose record := case when tg_op = 'DELETE' then old else new end;
begin
  perform pg_notify('account_changed', whose.church_id || ' ' || whose.user_id);
  return null;
end $$;

-- One that was only proposed is none yet.
create trigger second_factor_added after insert on second_factor for each row
  when (new.confirmed_at is not null) execute function tell_second_factor_changed();
create trigger second_factor_changed after update on second_factor for each row
  when ((old.confirmed_at is null) <> (new.confirmed_at is null)) execute function tell_second_factor_changed();
create trigger second_factor_removed after delete on second_factor for each row
  when (old.confirmed_at is not null) execute function tell_second_factor_changed();
