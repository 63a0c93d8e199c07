-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- countTables
select (select count(*) as "count" from "member") as "members",
  (select count(*) as "count" from "ministry") as "ministries",
  (select count(*) as "count" from "event") as "events",
  (select count(*) as "count" from "notification") as "notifications";

-- countAccounts
select count(*) as "count"
from "user_account";
