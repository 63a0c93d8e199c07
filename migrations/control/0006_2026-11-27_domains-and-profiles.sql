-- What churches say of themselves, and the hosts they are reached at. The server may write the row of the church that its
-- transaction has named, and of that row what the church decides itself: never status, plan, place or subdomain.

alter table church
  add column email text constraint church_email_form check (email = lower(email) and length(email) <= 254),
  add column phone text constraint church_phone_length check (length(phone) <= 255),
  add column address text constraint church_address_length check (length(address) <= 500),
  add column website text constraint church_website_form check (website ~ '^https?://' and length(website) <= 500),
  add column subdomain_changed_at timestamptz,
  -- Raised by each change of the church, its features included; `version` is that of its tables.
  add column revision integer not null default 1;

alter table church enable row level security;
create policy catalogue on church for select using (true);
create policy own_church on church for update
  using (id = current_setting('faithflow.church')::uuid and status = 'ACTIVE')
  with check (id = current_setting('faithflow.church')::uuid and status = 'ACTIVE');
grant update (
  name, denomination, email, phone, address, website, time_zone, currency, revision, updated_at
) on church to control_login;

delete from church_feature where feature not in (
  'events', 'announcements', 'tithing', 'offerings', 'smallGroups', 'volunteerManagement', 'serviceRequests',
  'pastoralNotes', 'membershipWorkflows', 'sacraments', 'liturgicalCalendar', 'altarCalls', 'prayerRequests',
  'certificates', 'reconciliation', 'anointingOfSick', 'holyOrders', 'pledges', 'sabbathScheduling',
  'healthMinistries', 'elderRoles', 'sessionNotes', 'documents');
alter table church_feature add constraint church_feature_feature_known check (feature in (
  'events', 'announcements', 'tithing', 'offerings', 'smallGroups', 'volunteerManagement', 'serviceRequests',
  'pastoralNotes', 'membershipWorkflows', 'sacraments', 'liturgicalCalendar', 'altarCalls', 'prayerRequests',
  'certificates', 'reconciliation', 'anointingOfSick', 'holyOrders', 'pledges', 'sabbathScheduling',
  'healthMinistries', 'elderRoles', 'sessionNotes', 'documents'));

alter table church_feature enable row level security;
create policy catalogue on church_feature for select using (true);
create policy own_church_adds on church_feature for insert
  with check (church_id = current_setting('faithflow.church')::uuid);
create policy own_church_changes on church_feature for update
  using (church_id = current_setting('faithflow.church')::uuid)
  with check (church_id = current_setting('faithflow.church')::uuid);
create policy own_church_removes on church_feature for delete
  using (church_id = current_setting('faithflow.church')::uuid);
grant insert, update (enabled, changed_by, changed_at), delete on church_feature to control_login;

-- Hosts ------------------------------------------------------------------------------------------------------------

create table domain (
  id uuid primary key,
  church_id uuid not null constraint domain_church_id_fkey references church on delete cascade,
  -- Of a CUSTOM one the whole host, in ASCII. Of a PLATFORM one the subdomain alone, which has no dot: which domain it
  -- stands under is a setting of the server, and may change.
  host text not null,
  kind text not null constraint domain_kind_known check (kind in ('PLATFORM', 'CUSTOM')),
  is_primary boolean not null default false,
  verification_token text,
  verified_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint domain_church_id_host_key unique (church_id, host),
  constraint domain_host_form check (
    length(host) <= 253 and (
      kind = 'PLATFORM' and host ~ '^[a-z0-9]+(-[a-z0-9]+)*$'
      or kind = 'CUSTOM' and host ~ '^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$')),
  constraint domain_verified check (verified_at is not null or (kind = 'CUSTOM' and not is_primary))
);
-- Wanting a host keeps nobody from it: only the proof does.
create unique index domain_host_key on domain (host) where verified_at is not null;
create unique index domain_primary_key on domain (church_id) where is_primary;
create unique index domain_platform_key on domain (church_id) where kind = 'PLATFORM';

alter table domain enable row level security;
create policy own_church on domain for select using (church_id = current_setting('faithflow.church')::uuid);
create policy own_church_adds on domain for insert
  with check (church_id = current_setting('faithflow.church')::uuid and kind = 'CUSTOM');
create policy own_church_changes on domain for update
  using (church_id = current_setting('faithflow.church')::uuid)
  with check (church_id = current_setting('faithflow.church')::uuid);
create policy own_church_removes on domain for delete
  using (church_id = current_setting('faithflow.church')::uuid and kind = 'CUSTOM' and not is_primary);
grant select, insert (id, church_id, host, kind, verification_token), update (is_primary, verified_at, updated_at), delete
  on domain to control_login;

-- All that may be learnt of hosts without having named a church: whose a proven one is.
create function church_at_host(wanted text) returns uuid
language sql stable security definer set search_path = "control", pg_temp as $$
  select church_id from domain where host = wanted and kind = 'CUSTOM' and verified_at is not null
$$;
revoke all on function church_at_host from public;
grant execute on function church_at_host to control_login;

-- The PLATFORM row follows the subdomain, whoever changes it: sign-up, a rename, a restore, a person with psql.
create function keep_platform_domain() returns trigger
language plpgsql volatile security definer set search_path = "control", pg_temp as $$
begin
  if new.subdomain is null then
    delete from domain where church_id = new.id and kind = 'PLATFORM';
    return null;
  end if;
  update domain set host = new.subdomain, updated_at = now() where church_id = new.id and kind = 'PLATFORM';
  if not found then
    insert into domain (id, church_id, host, kind, is_primary, verified_at)
    values (gen_random_uuid(), new.id, new.subdomain, 'PLATFORM',
      not exists (select from domain where church_id = new.id and is_primary), now());
  end if;
  return null;
end $$;
create trigger church_platform_domain_added after insert on church
  for each row when (new.subdomain is not null) execute function keep_platform_domain();
create trigger church_platform_domain_changed after update of subdomain on church
  for each row when (new.subdomain is distinct from old.subdomain) execute function keep_platform_domain();

insert into domain (id, church_id, host, kind, is_primary, verified_at)
select gen_random_uuid(), id, subdomain, 'PLATFORM', true, now() from church where subdomain is not null;

-- What is cached by host is told like what is cached by subdomain; a host has a dot, a subdomain never.
create or replace function tell_church_changed() returns trigger
language plpgsql volatile security definer set search_path = "control", pg_temp as $$
begin
  if tg_op <> 'INSERT' and old.subdomain is not null then perform pg_notify('church_changed', old.subdomain); end if;
  if tg_op <> 'DELETE' and new.subdomain is not null then perform pg_notify('church_changed', new.subdomain); end if;
  perform pg_notify('church_changed', host) from domain
    where church_id = coalesce(new.id, old.id) and kind = 'CUSTOM' and verified_at is not null;
  return null;
end $$;

create or replace function tell_feature_changed() returns trigger
language plpgsql volatile security definer set search_path = "control", pg_temp as $$
begin
  perform pg_notify('church_changed', subdomain) from church
    where id = coalesce(new.church_id, old.church_id) and subdomain is not null;
  perform pg_notify('church_changed', host) from domain
    where church_id = coalesce(new.church_id, old.church_id) and kind = 'CUSTOM' and verified_at is not null;
  return null;
end $$;

create function tell_domain_changed() returns trigger
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op <> 'INSERT' and old.kind = 'CUSTOM' then perform pg_notify('church_changed', old.host); end if;
  if tg_op <> 'DELETE' and new.kind = 'CUSTOM' then perform pg_notify('church_changed', new.host); end if;
  return null;
end $$;
create trigger domain_changed after insert or update or delete on domain
  for each row execute function tell_domain_changed();

-- Names are everybody's, so the server may change one only by this: for the church of its transaction, once in thirty
-- days, and by turns with whoever else wants the name.
create function rename_church(wanted text) returns text
language plpgsql volatile security definer set search_path = "control", pg_temp as $$
declare
  own church;
begin
  perform pg_advisory_xact_lock(hashtextextended(wanted, 42));
  select * into own from church
    where id = current_setting('faithflow.church')::uuid and status = 'ACTIVE' for update;
  if not found then return 'UNKNOWN'; end if;
  if own.subdomain = wanted then return 'RENAMED'; end if;
  if exists (select from church where subdomain = wanted) then return 'TAKEN'; end if;
  if own.subdomain_changed_at > now() - interval '30 days' then return 'TOO_SOON'; end if;
  update church set subdomain = wanted, subdomain_changed_at = now() where id = own.id;
  return 'RENAMED';
end $$;
revoke all on function rename_church from public;
grant execute on function rename_church to control_login;
