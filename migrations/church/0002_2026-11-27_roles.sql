-- Roles that a church makes itself: how clients show them, and whether their holders need a second factor.

alter table role
  add column color text not null default 'blue' constraint role_color_form check (color ~ '^[a-z]{1,30}$'),
  add column icon text not null default 'Shield' constraint role_icon_form check (icon ~ '^[A-Za-z0-9]{1,50}$'),
  add column requires_totp boolean not null default false,
  add constraint role_description_length check (length(description) <= 500),
  add constraint role_key_known check (key in ('ADMIN', 'PASTOR', 'TREASURER', 'SECRETARY', 'LEADER', 'MEMBER')),
  add constraint role_based_on_known
    check (based_on in ('ADMIN', 'PASTOR', 'TREASURER', 'SECRETARY', 'LEADER', 'MEMBER')),
  add constraint role_system_keyed check (is_system = (key is not null));

alter table role_permission
  add constraint role_permission_resource_known check (resource in (
    'members', 'households', 'pastoral_notes', 'prayers', 'ministries', 'events', 'attendance', 'announcements',
    'notifications', 'payments', 'volunteers', 'requests', 'altar_calls', 'sacraments', 'documents', 'themes',
    'reports', 'analytics', 'roles', 'users', 'settings', 'billing', 'audit', 'integrations'));

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
