-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- roleList, first page
select "role"."id",
  "role"."key",
  "role"."name",
  "role"."description",
  "role"."color",
  "role"."icon",
  "role"."is_system" as "isSystem",
  "role"."requires_totp" as "requiresTotp",
  "role"."based_on" as "basedOn",
  "role"."created_at" as "createdAt",
  "role"."updated_at" as "updatedAt",
  "role"."version"
from "role"
where true
order by "role"."name" asc, "role"."id" asc
limit 26;

select count(*) as total
from ((select "role"."id" from "role") limit $1) as counted;

-- roleList, next page
select "role"."id",
  "role"."key",
  "role"."name",
  "role"."description",
  "role"."color",
  "role"."icon",
  "role"."is_system" as "isSystem",
  "role"."requires_totp" as "requiresTotp",
  "role"."based_on" as "basedOn",
  "role"."created_at" as "createdAt",
  "role"."updated_at" as "updatedAt",
  "role"."version"
from "role"
where ("role"."name", "role"."id") > ($1, $2)
order by "role"."name" asc, "role"."id" asc
limit 26;

select count(*) as total
from ((select "role"."id" from "role") limit $1) as counted;
