-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- storeJobs
select jobs.enqueue($1, $2::json, $3, $4::timestamptz);

-- jobStatement
select jobs.enqueue($1, $2::json, $3, $4::timestamptz);

-- enqueueJob
select enqueue($1, $2::json, $3);
