-- Churches are given away from a pool of built ones, with a trial of thirty days.

alter table church
  add column plan text not null default 'TRIAL'
    constraint church_plan_known check (plan in ('TRIAL', 'BASIC', 'STANDARD', 'PREMIUM', 'ENTERPRISE')),
  add column trial_ends_at timestamptz;

-- The server may not write the catalogue: it may do this one thing. The transaction is inside the church afterwards, so
-- that its first account can be added under row security before anybody else can see the church.
create function claim_church(
  wanted_name text, wanted_denomination text, wanted_subdomain text, wanted_time_zone text, wanted_currency text,
  trial_ends_at timestamptz
) returns table (outcome text, id uuid, cell text, schema_name text)
language plpgsql volatile security definer set search_path = "control", pg_temp as $$
declare
  free church;
begin
  -- Of those who want one name at once only one goes on; the others neither wait, nor draw from the pool, nor build.
  if not pg_try_advisory_xact_lock(hashtextextended(wanted_subdomain, 42))
    or exists (select from church where church.subdomain = wanted_subdomain) then
    return query select 'TAKEN', null::uuid, null::text, null::text;
    return;
  end if;
  select * into free from church where church.status = 'WARM' order by church.id limit 1 for update skip locked;
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

revoke all on function claim_church from public;
grant execute on function claim_church to control_login;

-- Whoever caches the catalogue hears what to forget, whoever changed it: server, command line or a person with psql.
create function tell_church_changed() returns trigger
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op <> 'INSERT' and old.subdomain is not null then perform pg_notify('church_changed', old.subdomain); end if;
  if tg_op <> 'DELETE' and new.subdomain is not null then perform pg_notify('church_changed', new.subdomain); end if;
  return null;
end $$;
create trigger church_changed after insert or update or delete on church
  for each row execute function tell_church_changed();

create function tell_feature_changed() returns trigger
language plpgsql volatile security definer set search_path = "control", pg_temp as $$
begin
  perform pg_notify('church_changed', subdomain) from church
    where id in (coalesce(new.church_id, old.church_id)) and subdomain is not null;
  return null;
end $$;
create trigger church_feature_changed after insert or update or delete on church_feature
  for each row execute function tell_feature_changed();
