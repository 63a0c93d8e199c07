-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- removeAccounts
delete from "refresh_session"
where "church_id" = $1;

delete from "user_account"
where "church_id" = $1;
