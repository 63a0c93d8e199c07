-- Messages that a church's transaction wants out: stored with the change, carried out after the commit. One table a cell,
-- so that a relay looks in one place and not in a thousand schemas.

create schema outbox;

create table outbox.message (
  id bigint generated always as identity primary key,
  church text not null,
  topic text not null constraint message_topic_form check (topic ~ '^[a-z][a-z-]{0,62}$'),
  body jsonb not null,
  created_at timestamptz not null default clock_timestamp()
);

-- The only thing a church may do here. Its name comes from the role of the transaction, which no argument can forge;
-- current_user would be the owner of this function.
create function outbox.put(topic text, body jsonb) returns table (id bigint, church text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  church_role text := current_setting('role');
begin
  if church_role !~ '^r_[a-z2-7]{16}$' then
    raise exception 'no church in this transaction' using errcode = '42501';
  end if;
  return query
    insert into outbox.message (church, topic, body) values (substr(church_role, 3), $1, $2)
    returning message.id, message.church;
end $$;

-- For everybody, because it refuses whoever is no church by itself: a grant for each of a thousand churches would make a
-- list that every call reads, and two churches could not be built at the same time.
grant usage on schema outbox to public;
grant select, delete, update on outbox.message to outbox_relay;

-- Trigram search; its own schema, because `public` is closed to everybody.
create schema extensions;
create extension pg_trgm schema extensions;
grant usage on schema extensions to ch_owner;
