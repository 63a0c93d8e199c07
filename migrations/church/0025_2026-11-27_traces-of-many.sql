-- As erase_traces, for many at once who never had an account: those whom an undone import had entered.
create function erase_traces_of_many(erased uuid[]) returns void
language plpgsql volatile security definer set search_path from current as $$
begin
  if exists (
    select from unnest(erased) as one (id) left join member using (id)
    where member.status is distinct from 'ERASED' or member.user_id is not null
  ) then
    raise exception 'somebody who was not erased' using errcode = '42501';
  end if;
  update audit_log set before = case when before is not null then '{}'::jsonb end,
      after = case when after is not null then '{}'::jsonb end
    where entity = 'member' and entity_id = any (erased);
  update notification set title = 'Erased', message = 'Erased'
    where entity = 'member' and entity_id = any (erased);
end $$;
revoke all on function erase_traces_of_many from public;
grant execute on function erase_traces_of_many to "church_role";
