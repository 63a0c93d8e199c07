-- What is over is removed in the end: sessions, mailed links and invitations, of every church at once.

create index refresh_session_family_expires_at_idx on refresh_session (family_expires_at);
create index password_reset_token_expires_at_idx on password_reset_token (expires_at);
create index invitation_expires_at_idx on invitation (expires_at);

-- Whoever serves churches may remove what counts for none of them any more, and nothing else: when a row is over stands
-- here, not in an argument. The time between is for those who look why something did not count.
create function remove_expired(batch integer) returns integer
language plpgsql volatile security definer set search_path = "control", pg_temp as $$
declare
  removed integer := 0;
  those integer;
begin
  delete from refresh_session where id = any(array(
    select id from refresh_session where family_expires_at < now() - interval '7 days'
    limit batch for update skip locked));
  get diagnostics those = row_count;
  removed := removed + those;
  delete from password_reset_token where id = any(array(
    select id from password_reset_token where expires_at < now() - interval '7 days'
    limit batch for update skip locked));
  get diagnostics those = row_count;
  removed := removed + those;
  delete from invitation where id = any(array(
    select id from invitation where expires_at < now() - interval '30 days'
    limit batch for update skip locked));
  get diagnostics those = row_count;
  return removed + those;
end $$;
revoke all on function remove_expired from public;
grant execute on function remove_expired to control_login;
