-- Who lives where changes for thousands at once when a file is imported: what is told of it is found out once a statement, and
-- told of those alone who have an account, since nobody else keeps a socket open.

create or replace function tell_household_changed() returns trigger
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  homes uuid[];
  movers uuid[];
  whose uuid;
begin
  if tg_table_name = 'household_member' then
    if tg_op = 'INSERT' then
      select array_agg(distinct household_id), array_agg(member_id) into homes, movers from new_rows;
    elsif tg_op = 'DELETE' then
      select array_agg(distinct household_id), array_agg(member_id) into homes, movers from old_rows;
    else
      select array_agg(distinct household_id), array_agg(member_id) into homes, movers
      from (select household_id, member_id from old_rows union all select household_id, member_id from new_rows) rows;
    end if;
  else
    -- Their own account is told of by the trigger that looks at it.
    select array_agg(new_rows.id) into movers from new_rows join old_rows using (id)
    where (old_rows.user_id, old_rows.birth_date, old_rows.archived_at)
      is distinct from (new_rows.user_id, new_rows.birth_date, new_rows.archived_at);
    if movers is null then
      return null;
    end if;
    execute format(
      'select array_agg(distinct stay.household_id) from unnest($1) mover cross join lateral ('
      'select household_id from %I.household_member where member_id = mover and until_on is null offset 0) stay',
      tg_table_schema) into homes using movers;
    movers := '{}';
  end if;
  -- Each is looked up by an index: `offset 0` keeps the planner, who knows nothing of tables that have just been filled, from
  -- reading all of them.
  for whose in execute format(
    'select distinct told.id from ('
    'select unnest($2) as id union all select stay.member_id from unnest($1) home cross join lateral ('
    'select member_id from %1$I.household_member where household_id = home and until_on is null offset 0) stay) concerned '
    'cross join lateral (select id from %1$I.member where id = concerned.id and user_id is not null offset 0) told',
    tg_table_schema)
    using homes, movers
  loop
    perform pg_notify('rights_changed', tg_table_schema || ' member ' || whose);
  end loop;
  return null;
end $$;

drop trigger rights_changed on household_member;
create trigger rights_changed_by_insert after insert on household_member
  referencing new table as new_rows for each statement execute function tell_household_changed();
create trigger rights_changed_by_update after update on household_member
  referencing old table as old_rows new table as new_rows for each statement execute function tell_household_changed();
create trigger rights_changed_by_delete after delete on household_member
  referencing old table as old_rows for each statement execute function tell_household_changed();
drop trigger household_rights_changed on member;
create trigger household_rights_changed after update on member
  referencing old table as old_rows new table as new_rows for each statement execute function tell_household_changed();
