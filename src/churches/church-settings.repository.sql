-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- churchSettings
select *
from "church_settings";

-- lockChurchSettings
select *
from "church_settings"
for update;

-- changeChurchSettings
update "church_settings"
set "member_prefix" = $1, "updated_at" = $2, "version" = version + 1;

-- changeFiscalStart
update "church_settings"
set "fiscal_start_month" = $1, "updated_at" = $2, "version" = version + 1;
