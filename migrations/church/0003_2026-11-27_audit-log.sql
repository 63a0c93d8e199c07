-- Who did what, when and from where: one row a change, written in the transaction of the change.

insert into counter (name, value) values ('change', 0);

create table audit_log (
  id uuid primary key,
  seq bigint not null constraint audit_log_seq_key unique,
  at timestamptz not null,
  actor_kind text not null constraint audit_log_actor_kind_known check (actor_kind in ('USER', 'API_KEY', 'SYSTEM')),
  actor_id uuid,
  -- A copy: the entry outlives the account, the key and the name.
  actor_name text constraint audit_log_actor_name_length check (length(actor_name) <= 255),
  action text not null constraint audit_log_action_form check (action ~ '^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$'),
  entity text not null constraint audit_log_entity_form check (entity ~ '^[a-z][A-Za-z]*$'),
  entity_id uuid,
  before jsonb,
  after jsonb,
  -- What changed, by name; sensitive values stand nowhere else in the row.
  fields text[] not null default '{}',
  ip inet,
  user_agent text constraint audit_log_user_agent_length check (length(user_agent) <= 500),
  request_id text not null
);
create index audit_log_entity_idx on audit_log (entity, entity_id, seq);
create index audit_log_actor_id_idx on audit_log (actor_id, seq);
create index audit_log_action_idx on audit_log (action, seq);
create index audit_log_at_idx on audit_log (at);
-- Append-only: what was written stays written.
revoke update, delete on audit_log from "church_role";

-- Failed sign-ins, counted in a fixed number of places: whoever guesses day and night fills no table.
create table sign_in_failure (
  slot smallint primary key constraint sign_in_failure_slot_known check (slot between 0 and 63),
  window_started_at timestamptz not null,
  -- Of this window; and of them, how many the audit log has told of.
  attempts integer not null constraint sign_in_failure_attempts_counted check (attempts >= told),
  told integer not null constraint sign_in_failure_told_counted check (told >= 0)
);
