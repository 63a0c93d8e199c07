-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- endNotificationsOf
update "notification"
set "expires_at" = least(expires_at, now())
where entity = 'announcement' and "entity_id" = $1;
