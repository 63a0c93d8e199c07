-- Work to be done after a commit. The queue itself is graphile_worker's, one a database for all its churches; it is made
-- before this step. What is here is the only way to it for a church, and what our worker does beyond the library.

-- Whoever puts a job in says for whom: the callers below take that from where no argument can forge it.
create function jobs.add(church text, task text, data json, key text) returns bigint
language sql volatile set search_path = pg_catalog, pg_temp as $$
  select id from graphile_worker.add_job(
    task, json_build_object('church', church, 'data', data),
    -- Without a key there is none: each job is another. Equal keys of two churches, or two tasks, are two jobs.
    job_key => church || ':' || task || ':' || key,
    flags => array['church:' || church])
$$;
revoke all on function jobs.add from public;

-- The only thing a church may do here, in its own transaction: what is rolled back was never enqueued. Its name comes
-- from the role of the transaction; current_user would be the owner of this function. For everybody, as outbox.put is.
create function jobs.enqueue(task text, data json, key text default null) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  church_role text := current_setting('role');
begin
  if church_role !~ '^r_[a-z2-7]{16}$' then
    raise exception 'no church in this transaction' using errcode = '42501';
  end if;
  return jobs.add(substr(church_role, 3), task, data, key);
end $$;
grant usage on schema jobs to public;

-- For operators, who sign in as the owner. Payloads hold no secrets, and are of no use to them either.
create view jobs.job as
  select j.id, substr((select jsonb_object_keys(j.flags) limit 1), length('church:') + 1) as church, j.task_identifier as task,
    j.attempts, j.max_attempts, j.last_error, j.run_at, j.created_at,
    case when j.locked_at is not null then 'RUNNING' when j.attempts >= j.max_attempts then 'DEAD' else 'WAITING' end as state
  from graphile_worker.jobs j;

create function jobs.retry(job bigint) returns boolean
language sql volatile set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from graphile_worker.reschedule_jobs(array[job], run_at => now(), attempts => 0, max_attempts => 25))
$$;

create function jobs.discard(job bigint) returns boolean
language sql volatile set search_path = pg_catalog, pg_temp as $$
  select exists (select from graphile_worker.complete_jobs(array[job]))
$$;

-- Running ones too: what they still write is refused, and their worker finds nothing to complete.
create function jobs.forget(church text) returns void
language sql volatile set search_path = pg_catalog, pg_temp as $$
  delete from graphile_worker._private_jobs where flags ? ('church:' || church)
$$;

-- What a worker says of a job that it is running, before it fails it: not again, or later without counting this try.
create function jobs.give_up(job bigint) returns void
language sql volatile set search_path = pg_catalog, pg_temp as $$
  update graphile_worker._private_jobs set max_attempts = attempts where id = job
$$;

create function jobs.postpone(job bigint, seconds integer) returns void
language sql volatile set search_path = pg_catalog, pg_temp as $$
  update graphile_worker._private_jobs
  set attempts = greatest(attempts - 1, 0), run_at = now() + make_interval(secs => seconds) where id = job
$$;

-- A worker holds this lock as long as it lives: PostgreSQL gives it back when its connection ends, however it died. Shared,
-- because one that lost its connection comes back before the old one is known to be gone.
create function jobs.stay_alive(worker text) returns void
language sql volatile set search_path = pg_catalog, pg_temp as $$
  select pg_advisory_lock_shared(hashtextextended(worker, 43))
$$;

-- Jobs in the hands of workers that are gone are free again at once; the library would wait for four hours.
create function jobs.free_dead() returns integer
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  dead text[];
begin
  select array_agg(worker) into dead from (
    -- A worker that has just begun may not hold its lock yet.
    select distinct locked_by as worker from graphile_worker._private_jobs where locked_at < now() - interval '5 seconds'
  ) busy
  where pg_try_advisory_xact_lock(hashtextextended(worker, 43));
  if dead is not null then
    perform graphile_worker.force_unlock_workers(dead);
  end if;
  return coalesce(cardinality(dead), 0);
end $$;

revoke all on function jobs.retry, jobs.discard, jobs.forget, jobs.give_up, jobs.postpone, jobs.stay_alive, jobs.free_dead
  from public;

-- The worker's own login may run jobs, and enter no church by that: for each job it goes through the gate.
grant usage on schema graphile_worker to job_worker;
grant select on all tables in schema graphile_worker to job_worker;
grant insert, update, delete on
  graphile_worker._private_jobs, graphile_worker._private_job_queues, graphile_worker._private_tasks,
  graphile_worker._private_known_crontabs to job_worker;
grant usage on all sequences in schema graphile_worker to job_worker;
create policy job_worker on graphile_worker._private_jobs to job_worker using (true) with check (true);
create policy job_worker on graphile_worker._private_job_queues to job_worker using (true) with check (true);
create policy job_worker on graphile_worker._private_tasks to job_worker using (true) with check (true);
create policy job_worker on graphile_worker._private_known_crontabs to job_worker using (true) with check (true);
grant execute on function jobs.give_up, jobs.postpone, jobs.stay_alive, jobs.free_dead to job_worker;
