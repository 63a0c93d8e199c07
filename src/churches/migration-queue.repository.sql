-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- planWaves
update church
set wave = case when status = 'WARM'
  or subdomain = any($1::text[]) then 0 when abs(hashtext(id::text)::bigint) % 100 = 0 then 1 when abs(hashtext(id::text)::bigint) % 100 <= 10 then 2 else 3 end
where version < $2 and wave is null and status <> 'ERASED';

-- leaseChurches
update church
set lease_by = $1, lease_until = clock_timestamp() + make_interval(secs => $2)
where id = any(
  array(
    select id
    from church
    where wave is not null
      and version < $3
      and status <> 'ERASED'
      and migration_error is null
      and moving_to is null
      and (lease_until is null or lease_until < clock_timestamp())
    order by wave, id
    limit $4
    for update skip locked
  )
)
returning id,
  coalesce(subdomain, schema_name) as name,
  cell,
  substr(schema_name, 3) as "placeKey",
  version,
  migration_waits as waits,
  wave;

-- renewLeases
update church
set lease_until = clock_timestamp() + make_interval(secs => $1)
where wave is not null and lease_by = $2;

-- releaseLeases
update church
set lease_until = null, lease_by = null
where wave is not null and lease_by = $1;

-- finishChurches
update church
set version = greatest(church.version, reached.version),
  wave = null,
  lease_until = null,
  lease_by = null,
  migration_waits = 0,
  migration_error = null,
  migration_step = null,
  migration_statement = null
from unnest($1::uuid[], $2::int[]) as reached (id, version)
where church.id = reached.id;

-- postponeChurch
update church
set lease_by = null, migration_waits = migration_waits + 1, lease_until = clock_timestamp() + make_interval(secs => $1)
where id = $2;

-- failChurch
update church
set lease_until = null, lease_by = null, migration_error = $1, migration_step = $2, migration_statement = $3
where id = $4;

-- forgiveFailures
update church
set migration_error = null, migration_step = null, migration_statement = null, migration_waits = 0, lease_until = null
where migration_error is not null;

-- countQueue
select count(*) filter (where version >= $1) as done,
  count(*) filter (where version < $2 and coalesce(migration_error, moving_to) is null) as waiting,
  count(*) filter (where version < $3 and coalesce(migration_error, moving_to) is not null) as failed
from church
where status <> 'ERASED';

-- failedChurches
select "id",
  "subdomain",
  "schema_name",
  "version",
  "migration_step" as "step",
  "migration_statement" as "statement",
  coalesce(migration_error, 'it is being moved: let the move end, then migrate again') as "error"
from "church"
where coalesce(migration_error, moving_to) is not null and "version" < $1
order by "id"
limit $2;

-- countVersions
select "version", "wave", count(*) as "churches"
from "church"
where "status" <> $1
group by "version", "wave"
order by "version", "wave";

-- sampleChurches
select "id", "subdomain", "schema_name" as "schemaName", "cell", "version"
from "church"
where "version" >= $1 and "version" <= $2 and "status" <> $3 and "moving_to" is null
order by random()
limit $4;
