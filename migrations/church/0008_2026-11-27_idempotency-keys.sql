-- What was done under which key, for a day: whoever asks again is answered again, and nothing is done twice.

create table idempotency_key (
  -- A user or an API key; accounts live elsewhere.
  actor_id uuid not null,
  operation text not null constraint idempotency_key_operation_form check (operation ~ '^[a-z][A-Za-z]{1,63}$'),
  key uuid not null,
  -- SHA-256 of what was asked for.
  request_hash bytea not null constraint idempotency_key_request_hash_length check (length(request_hash) = 32),
  -- What came of it. There is no row for what was refused or is under way: it commits with its effect.
  response jsonb not null,
  expires_at timestamptz not null,
  primary key (actor_id, operation, key)
);
create index idempotency_key_expires_at_idx on idempotency_key (expires_at);
