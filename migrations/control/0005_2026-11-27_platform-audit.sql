-- What is done to churches from outside of them, and what must be told before a church can tell it itself.

create table platform_audit (
  id uuid primary key,
  at timestamptz not null,
  actor_kind text not null
    constraint platform_audit_actor_kind_known check (actor_kind in ('USER', 'SUPER_ADMIN', 'API_KEY', 'SYSTEM')),
  actor_id uuid,
  -- Copies, and no foreign keys: the entry outlives the account and the church.
  actor_name text constraint platform_audit_actor_name_length check (length(actor_name) <= 255),
  church_id uuid,
  action text not null constraint platform_audit_action_form check (action ~ '^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$'),
  target text constraint platform_audit_target_length check (length(target) <= 255),
  detail jsonb not null default '{}',
  ip inet,
  user_agent text constraint platform_audit_user_agent_length check (length(user_agent) <= 500),
  request_id text not null
);
create index platform_audit_church_id_idx on platform_audit (church_id, at);
create index platform_audit_at_idx on platform_audit (at);

-- The server adds to it, of the church it named or as the platform, and can neither read, change nor remove a row.
alter table platform_audit enable row level security;
create policy own_acts on platform_audit for insert with check (
  current_setting('faithflow.platform', true) = 'on'
  or church_id = nullif(current_setting('faithflow.church', true), '')::uuid
);
grant insert on platform_audit to control_login;
