-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- domainsOfChurch
select "id",
  "host",
  "kind",
  "is_primary" as "isPrimary",
  "verification_token" as "verificationToken",
  "verified_at" as "verifiedAt"
from "domain"
order by "kind" desc, "host";

-- lockDomains
select "id",
  "host",
  "kind",
  "is_primary" as "isPrimary",
  "verification_token" as "verificationToken",
  "verified_at" as "verifiedAt"
from "domain"
order by "kind" desc, "host"
for update;

-- isHostOfAnother
select church_at_host($1) as id;

-- lockHost
select pg_advisory_xact_lock(hashtextextended($1, 42));

-- addCustomDomain
insert into "domain" ("id", "church_id", "host", "kind", "verification_token")
values ($1, $2, $3, $4, $5)
on conflict ("church_id", "host") do nothing
returning "id",
  "host",
  "kind",
  "is_primary" as "isPrimary",
  "verification_token" as "verificationToken",
  "verified_at" as "verifiedAt";

-- markVerified
update "domain"
set "verified_at" = $1, "updated_at" = $2
where "id" = $3 and "verified_at" is null;

-- makePrimary
update "domain"
set "is_primary" = $1, "updated_at" = now()
where "is_primary" = $2;

update "domain"
set "is_primary" = $1, "updated_at" = now()
where "id" = $2;

-- deleteDomain
delete from "domain"
where "id" = $1;
