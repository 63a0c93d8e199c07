-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- referredMembers
select referring.relname as table, attribute.attname as column
from pg_constraint key
join pg_class referring on referring.oid = key.conrelid
join pg_attribute attribute on attribute.attrelid = key.conrelid and attribute.attnum = key.conkey[1]
where key.contype = 'f'
  and key.confrelid = 'member'::regclass
  and not (referring.relname = any($1) and attribute.attname = any(array['member_id', 'old_id']));

select distinct "1" as id
from "1"
where "1" = any($1::uuid[]);
