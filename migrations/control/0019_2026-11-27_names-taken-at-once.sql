-- As before, but whoever comes second to a name that another church is about to take is told so, as in claim_church. They
-- waited for their turn, each with a connection that sign-ins go without meanwhile, and after two seconds (lock_timeout)
-- were told that the database is too slow.
create or replace function rename_church(wanted text) returns text
language plpgsql volatile security definer set search_path = "control", pg_temp as $$
declare
  own church;
begin
  select * into own from church
    where id = current_setting('faithflow.church')::uuid and status = 'ACTIVE' for update;
  if not found then return 'UNKNOWN'; end if;
  if own.subdomain = wanted then return 'RENAMED'; end if;
  if exists (select from church where subdomain = wanted) then return 'TAKEN'; end if;
  -- Before the lock: who may not have the name keeps nobody from it.
  if own.subdomain_changed_at > now() - interval '30 days' then return 'TOO_SOON'; end if;
  if not pg_try_advisory_xact_lock(hashtextextended(wanted, 42)) then return 'TAKEN'; end if;
  -- Whoever had the lock may have taken the name since it was looked for.
  if exists (select from church where subdomain = wanted) then return 'TAKEN'; end if;
  update church set subdomain = wanted, subdomain_changed_at = now() where id = own.id;
  return 'RENAMED';
end $$;
