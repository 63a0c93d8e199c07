-- The six names of system roles are a closed list.

alter table role
  add constraint role_key_known check (key in ('ADMIN', 'PASTOR', 'TREASURER', 'SECRETARY', 'LEADER', 'MEMBER'));

-- Whoever keeps a socket open for a viewer hears that rights or groups must be read again, whoever changed them. The
-- payload is `<schema>` when everybody in the church is concerned, else `<schema> user <id>` or `<schema> member <id>`.
create function tell_rights_changed() returns trigger
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  old_row jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  new_row jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  whose text;
begin
  if tg_nargs = 0 then
    perform pg_notify('rights_changed', tg_table_schema);
  else
    for whose in select distinct row ->> (tg_argv[0] || '_id') from unnest(array[old_row, new_row]) as row loop
      if whose is not null then
        perform pg_notify('rights_changed', tg_table_schema || ' ' || tg_argv[0] || ' ' || whose);
      end if;
    end loop;
  end if;
  return null;
end $$;

create trigger rights_changed after insert or update or delete on user_role
  for each row execute function tell_rights_changed('user');
create trigger rights_changed after insert or update or delete on role_permission
  for each row execute function tell_rights_changed();
create trigger rights_changed after insert or update or delete on ministry_membership
  for each row execute function tell_rights_changed('member');
create trigger rights_changed after update of user_id on member
  for each row when (old.user_id is distinct from new.user_id) execute function tell_rights_changed('user');
