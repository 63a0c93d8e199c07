-- Any number of workers on any machine bring churches up to date: each takes some for a while, and what a dead worker had
-- taken is free again when its lease ends.

alter table church
  add column lease_until timestamptz,
  add column lease_by text,
  -- Set while the church is behind, 0 first: unowned and our own, one in a hundred, one in ten, everybody else.
  add column wave smallint constraint church_wave_known check (wave between 0 and 3),
  -- Tries in a row that gave way to somebody's lock.
  add column migration_waits integer not null default 0,
  -- A church that failed is left alone until somebody asks for another try.
  add column migration_error text,
  add column migration_step text,
  add column migration_statement text;

create index church_version_idx on church (version);
create index church_wave_idx on church (wave, id) where wave is not null;
create index church_migration_error_idx on church (id) where migration_error is not null;

-- Work on the queue is nobody's news: only what a server knows of a church is told.
drop trigger church_changed on church;
create trigger church_changed after insert or delete on church
  for each row execute function tell_church_changed();
create trigger church_updated after update on church for each row
  when (
    to_jsonb(old) - '{lease_until,lease_by,wave,migration_waits,migration_error,migration_step,migration_statement}'::text[]
    is distinct from
    to_jsonb(new) - '{lease_until,lease_by,wave,migration_waits,migration_error,migration_step,migration_statement}'::text[]
  ) execute function tell_church_changed();

-- As before, but the church with the newest tables first: who signs up while a run is under way can enter at once.
create or replace function claim_church(
  wanted_name text, wanted_denomination text, wanted_subdomain text, wanted_time_zone text, wanted_currency text,
  trial_ends_at timestamptz
) returns table (outcome text, id uuid, cell text, schema_name text)
language plpgsql volatile security definer set search_path = "control", pg_temp as $$
declare
  free church;
begin
  if not pg_try_advisory_xact_lock(hashtextextended(wanted_subdomain, 42))
    or exists (select from church where church.subdomain = wanted_subdomain) then
    return query select 'TAKEN', null::uuid, null::text, null::text;
    return;
  end if;
  select * into free from church
    where church.status = 'WARM' order by church.version desc, church.id limit 1 for update skip locked;
  if not found then
    return query select 'EMPTY', null::uuid, null::text, null::text;
    return;
  end if;
  update church set
    status = 'ACTIVE', name = wanted_name, denomination = wanted_denomination, subdomain = wanted_subdomain,
    time_zone = wanted_time_zone, currency = wanted_currency, trial_ends_at = claim_church.trial_ends_at, updated_at = now()
  where church.id = free.id;
  perform set_config('faithflow.church', free.id::text, true);
  return query select 'CLAIMED', free.id, free.cell, free.schema_name;
end $$;
