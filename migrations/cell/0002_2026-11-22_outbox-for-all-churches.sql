-- outbox.put itself refuses (42501) whoever is not in a church, so everybody may call it. A grant for each church would
-- change one and the same row of PostgreSQL's own tables: two churches could not be built at once ("tuple concurrently
-- updated"), and that row would grow with every church.

grant usage on schema outbox to public;
grant execute on function outbox.put(text, jsonb) to public;

do $$
declare
  church text;
begin
  for church in
    select pg_get_userbyid(acl.grantee) from pg_namespace, aclexplode(nspacl) as acl
    where nspname = 'outbox' and pg_get_userbyid(acl.grantee) ~ '^r_[a-z2-7]{16}$'
  loop
    execute format('revoke all on schema outbox from %1$I; revoke all on function outbox.put(text, jsonb) from %1$I', church);
  end loop;
end $$;
