-- Churches live in several cells, and move from one to another.

alter table church
  -- Where a church is on its way to; the same as `cell` when all is there that remains to be opened for writing again.
  add column moving_to text;

-- What is of a church and is not the church: a copy that a move is making, or has left behind. Nothing leads there.
create table church_leftover (
  church_id uuid not null constraint church_leftover_church_id_fkey references church on delete cascade,
  cell text not null,
  since timestamptz not null default now(),
  primary key (church_id, cell)
);

-- As before, but in one of these cells, those named first before the others. A church with newer tables comes first all
-- the same: it can be entered at once.
create function claim_church(
  wanted_name text, wanted_denomination text, wanted_subdomain text, wanted_time_zone text, wanted_currency text,
  trial_ends_at timestamptz, open_cells text[]
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
  select * into free from church where church.status = 'WARM' and church.cell = any(open_cells)
    order by church.version desc, array_position(open_cells, church.cell), church.id
    limit 1 for update skip locked;
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

revoke all on function claim_church(text, text, text, text, text, timestamptz, text[]) from public;
grant execute on function claim_church(text, text, text, text, text, timestamptz, text[]) to control_login;

-- Servers of the version before this one know one cell.
create or replace function claim_church(
  wanted_name text, wanted_denomination text, wanted_subdomain text, wanted_time_zone text, wanted_currency text,
  trial_ends_at timestamptz
) returns table (outcome text, id uuid, cell text, schema_name text)
language sql volatile security definer set search_path = "control", pg_temp as $$
  select * from claim_church(wanted_name, wanted_denomination, wanted_subdomain, wanted_time_zone, wanted_currency,
    trial_ends_at, '{main}')
$$;
