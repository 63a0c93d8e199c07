-- Jobs that a control transaction wants done: an e-mail about an account. The church is the one whose rows the transaction
-- may see; no argument can forge it, and without one nothing is enqueued (42704 and 22P02 as under row security).
create function enqueue(task text, data json, key text default null) returns bigint
language plpgsql volatile security definer set search_path = "control", pg_temp as $$
declare
  place text;
begin
  select substr(schema_name, 3) into place from church
    where id = current_setting('faithflow.church')::uuid and status <> 'ERASED';
  if place is null then
    raise exception 'no church in this transaction' using errcode = '42501';
  end if;
  return jobs.add(place, task, data, key);
end $$;

revoke all on function enqueue from public;
grant execute on function enqueue to control_login;
