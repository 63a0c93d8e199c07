-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- queuedJobs
select id, church, task, state, attempts, last_error as "lastError", run_at as "runAt", created_at as "createdAt"
from jobs.job
where state = any($1::text[]) and ($2::text is null or church = $3)
order by id
limit $4;

-- retryJob
select jobs.retry($1) as found;

-- discardJob
select jobs.discard($1) as found;

-- forgetJobsOf
select jobs.forget($1);
