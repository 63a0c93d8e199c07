-- Whom a notification is not for, where it leads, what its text is made from, and what keeps it from being told twice.

alter table notification
  add column except_user uuid,
  add column path text constraint notification_path_relative
    check (length(path) <= 300 and path ~ '^/[^/\\[:cntrl:]][^\\[:cntrl:]]*$'),
  add column params jsonb not null default '{}'
    constraint notification_params_is_object check (jsonb_typeof(params) = 'object'),
  add column dedup_key text constraint notification_dedup_key_length check (length(dedup_key) between 1 and 200),
  -- Whoever names more writes more rows: the index entries of one row stay few.
  add constraint notification_audience_size check (cardinality(audience_ids) <= 1000),
  add constraint notification_dedup_key_key unique (dedup_key);

-- Parents hear what is told of their children: a household's move, or a child's birth date, account or end on the roll,
-- changes what those who live there now may hear.
create function tell_household_changed() returns trigger
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  old_row jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  new_row jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  whose uuid;
begin
  if tg_table_name = 'household_member' then
    for whose in execute format(
      'select distinct member_id from %I.household_member where household_id = any($1) and until_on is null',
      tg_table_schema)
      using array[(old_row ->> 'household_id')::uuid, (new_row ->> 'household_id')::uuid]
    loop
      perform pg_notify('rights_changed', tg_table_schema || ' member ' || whose);
    end loop;
    for whose in select distinct (row ->> 'member_id')::uuid from unnest(array[old_row, new_row]) as row loop
      if whose is not null then
        perform pg_notify('rights_changed', tg_table_schema || ' member ' || whose);
      end if;
    end loop;
  else
    for whose in execute format(
      'select distinct other.member_id from %1$I.household_member own join %1$I.household_member other '
      'on other.household_id = own.household_id and other.until_on is null '
      'where own.member_id = $1 and own.until_on is null',
      tg_table_schema)
      using (new_row ->> 'id')::uuid
    loop
      perform pg_notify('rights_changed', tg_table_schema || ' member ' || whose);
    end loop;
  end if;
  return null;
end $$;

create trigger rights_changed after insert or update or delete on household_member
  for each row execute function tell_household_changed();
create trigger household_rights_changed after update of user_id, birth_date, archived_at on member
  for each row when ((old.user_id, old.birth_date, old.archived_at) is distinct from (new.user_id, new.birth_date, new.archived_at))
  execute function tell_household_changed();

-- Whoever holds a role is told what is for the system role that it is based on.
create function tell_role_changed() returns trigger
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  whose uuid;
begin
  for whose in execute format('select user_id from %I.user_role where role_id = $1', tg_table_schema) using new.id loop
    perform pg_notify('rights_changed', tg_table_schema || ' user ' || whose);
  end loop;
  return null;
end $$;

create trigger rights_changed after update of based_on on role
  for each row when (old.based_on is distinct from new.based_on) execute function tell_role_changed();
