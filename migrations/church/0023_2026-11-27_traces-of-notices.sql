-- As it was, and one thing more: what notices were made from.
create or replace function erase_traces(erased uuid, account uuid, emails text[], name text) returns void
language plpgsql volatile security definer set search_path from current as $$
declare
  ids uuid[] := array(select old_id from member_alias where member_id = erased) || erased || account;
begin
  if not exists (select from member where id = erased and status = 'ERASED')
    or exists (select from member where user_id = account) then
    raise exception 'nobody who was erased' using errcode = '42501';
  end if;
  update audit_log set before = case when before is not null then '{}'::jsonb end,
      after = case when after is not null then '{}'::jsonb end
    where (entity in ('member', 'user') and entity_id = any (ids))
      or (entity = 'invitation' and (after ->> 'memberId' = erased::text or lower(after ->> 'email') = any (emails)));
  update audit_log set actor_name = 'Erased', ip = null, user_agent = null where actor_id = account;
  update notification set title = 'Erased', message = 'Erased', params = '{}'
    where (entity in ('member', 'user') and entity_id = any (ids))
      or (audience_kind in ('MEMBER', 'USER') and audience_ids <@ ids);
  -- Leaders were told who wants to come in.
  update notification set title = replace(title, name, 'Erased'), message = replace(message, name, 'Erased'), params = '{}'
    where entity = 'ministry' and (strpos(title, name) > 0 or strpos(message, name) > 0)
      and entity_id in (select ministry_id from ministry_membership where member_id = erased);
end $$;
