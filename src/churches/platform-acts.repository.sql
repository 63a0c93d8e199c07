-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- turnChurch
select turn_church($1, $2, $3, $4) as outcome;

-- giveComplimentary
select give_complimentary($1, $2) as given;
