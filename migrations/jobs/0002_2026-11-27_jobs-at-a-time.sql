-- Jobs whose time comes later. A waiting one with the same key is replaced, its time too.

create function jobs.add(church text, task text, data json, key text, run_at timestamptz) returns bigint
language sql volatile set search_path = pg_catalog, pg_temp as $$
  select id from graphile_worker.add_job(
    task, json_build_object('church', church, 'data', data),
    run_at => run_at,
    job_key => church || ':' || task || ':' || key,
    flags => array['church:' || church])
$$;
revoke all on function jobs.add(text, text, json, text, timestamptz) from public;

-- As its elder of three arguments: the church comes from the role of the transaction. Null runs it at once.
create function jobs.enqueue(task text, data json, key text, run_at timestamptz) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  church_role text := current_setting('role');
begin
  if church_role !~ '^r_[a-z2-7]{16}$' then
    raise exception 'no church in this transaction' using errcode = '42501';
  end if;
  return jobs.add(substr(church_role, 3), task, data, key, run_at);
end $$;
