-- Keys of integrators: each an actor of its own in one church, with what it was granted and no more.

create table api_key (
  id uuid primary key,
  church_id uuid not null constraint api_key_church_id_fkey references church on delete cascade,
  name text not null constraint api_key_name_length check (length(name) between 1 and 255),
  -- Shown in lists; the key itself is known to its holder alone.
  prefix text not null constraint api_key_prefix_key unique constraint api_key_prefix_form check (prefix ~ '^[0-9A-Za-z]{8}$'),
  key_hash bytea not null constraint api_key_key_hash_key unique constraint api_key_key_hash_length check (length(key_hash) = 32),
  -- Rights as `resource.action`; none grants nothing. Who runs the church is never among them.
  scopes text[] not null default '{}'
    constraint api_key_scopes_form check (
      array_to_string(scopes, ' ', '?') ~ '^([a-z_]+\.(read|write|create|delete|manage)( (?!$)|$))*$')
    constraint api_key_scopes_allowed check (
      array_to_string(scopes, ' ') !~ '(^| )(users|roles|billing|audit|integrations)\.'),
  created_by uuid not null,
  expires_at timestamptz not null
    constraint api_key_expires_soon check (expires_at > created_at and expires_at <= created_at + interval '365 days'),
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint api_key_revoked_by_somebody check ((revoked_at is null) = (revoked_by is null))
);
create index api_key_church_id_idx on api_key (church_id, id);

alter table api_key enable row level security;
create policy own_church on api_key
  using (church_id = current_setting('faithflow.church')::uuid)
  with check (church_id = current_setting('faithflow.church')::uuid);
grant select, insert on api_key to control_login;
-- What a key may do is decided when it is made: afterwards it is only used and revoked.
grant update (last_used_at, revoked_at, revoked_by, updated_at) on api_key to control_login;
