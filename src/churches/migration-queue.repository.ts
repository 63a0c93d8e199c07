import { sql } from 'kysely'
import type { ControlDb } from '../platform/db/handles.js'

/** A church whose tables are behind, as a worker takes it. */
export interface ChurchInQueue {
  readonly id: string
  /** The subdomain, or the schema while nobody owns the church. */
  readonly name: string
  readonly cell: string
  readonly placeKey: string
  readonly version: number
  readonly waits: number
}

/** Whose lease it is, how long it lasts, and what it is for. */
export interface Lease {
  readonly target: number
  readonly worker: string
  /** Seconds. */
  readonly lasts: number
}

/** How many churches a worker takes at once. */
const batch = 20

/**
 * Puts churches behind `target` that stand in no wave into theirs: 0 for unowned ones and those named in `first`, then
 * one in a hundred, one in ten, the rest. The same church gets the same wave whoever asks.
 */
export async function planWaves(
  control: ControlDb,
  { target, first }: { readonly target: number; readonly first: readonly string[] },
): Promise<void> {
  await sql`update church set wave = case
      when status = 'WARM' or subdomain = any(${first}::text[]) then 0
      when abs(hashtext(id::text)::bigint) % 100 = 0 then 1
      when abs(hashtext(id::text)::bigint) % 100 <= 10 then 2
      else 3 end
    where version < ${target} and wave is null and status <> 'ERASED'`.execute(control)
}

/** Takes up to twenty churches behind `target` that nobody has, earliest wave first. Locks them until the commit. */
export async function leaseChurches(
  control: ControlDb,
  { target, worker, lasts }: Lease,
): Promise<readonly ChurchInQueue[]> {
  const { rows } = await sql<ChurchInQueue & { wave: number }>`
    update church set lease_by = ${worker}, lease_until = clock_timestamp() + make_interval(secs => ${lasts})
    where id = any(array(
      select id from church
      where wave is not null and version < ${target} and status <> 'ERASED' and migration_error is null
        and moving_to is null
        and (lease_until is null or lease_until < clock_timestamp())
      order by wave, id limit ${batch} for update skip locked))
    returning id, coalesce(subdomain, schema_name) as name, cell, substr(schema_name, 3) as "placeKey", version,
      migration_waits as waits, wave`.execute(control)
  return rows.toSorted((a, b) => a.wave - b.wave)
}

/** Lets a worker keep what it has for `lasts` seconds from now. */
export async function renewLeases(control: ControlDb, { worker, lasts }: Omit<Lease, 'target'>): Promise<void> {
  await sql`update church set lease_until = clock_timestamp() + make_interval(secs => ${lasts})
    where wave is not null and lease_by = ${worker}`.execute(control)
}

/** Gives back what a worker has. */
export async function releaseLeases(control: ControlDb, worker: string): Promise<void> {
  await sql`update church set lease_until = null, lease_by = null
    where wave is not null and lease_by = ${worker}`.execute(control)
}

/** Remembers how far churches' tables are and takes them out of the queue. */
export async function finishChurches(
  control: ControlDb,
  churches: readonly { readonly id: string; readonly version: number }[],
): Promise<void> {
  const ids = churches.map(({ id }) => id)
  const versions = churches.map(({ version }) => version)
  await sql`update church set version = greatest(church.version, reached.version), wave = null, lease_until = null,
      lease_by = null, migration_waits = 0, migration_error = null, migration_step = null, migration_statement = null
    from unnest(${ids}::uuid[], ${versions}::int[]) as reached (id, version)
    where church.id = reached.id`.execute(control)
}

/** Gives a church back for a later try: in `seconds` at the earliest. */
export async function postponeChurch(control: ControlDb, id: string, seconds: number): Promise<void> {
  await sql`update church set lease_by = null, migration_waits = migration_waits + 1,
      lease_until = clock_timestamp() + make_interval(secs => ${seconds})
    where id = ${id}`.execute(control)
}

/** Why a church was left behind. */
export interface ChurchFailure {
  readonly step: string | null
  readonly statement: string | null
  readonly error: string
}

/** Leaves a church behind until `forgiveFailures`. */
export async function failChurch(control: ControlDb, id: string, failure: ChurchFailure): Promise<void> {
  const { step, statement, error } = failure
  await sql`update church set lease_until = null, lease_by = null, migration_error = ${error},
      migration_step = ${step}, migration_statement = ${statement}
    where id = ${id}`.execute(control)
}

/** Lets every church that failed be tried again; returns how many there were. */
export async function forgiveFailures(control: ControlDb): Promise<number> {
  const { numAffectedRows } = await sql`update church set migration_error = null, migration_step = null,
      migration_statement = null, migration_waits = 0, lease_until = null
    where migration_error is not null`.execute(control)
  return Number(numAffectedRows ?? 0n)
}

/** How many churches are at `target`, behind it, and left behind: failed, or on the way to another cell. */
export async function countQueue(
  catalogue: ControlDb,
  target: number,
): Promise<{ readonly done: number; readonly waiting: number; readonly failed: number }> {
  const { rows } = await sql<{ done: string; waiting: string; failed: string }>`
    select count(*) filter (where version >= ${target}) as done,
      count(*) filter (where version < ${target} and coalesce(migration_error, moving_to) is null) as waiting,
      count(*) filter (where version < ${target} and coalesce(migration_error, moving_to) is not null) as failed
    from church where status <> 'ERASED'`.execute(catalogue)
  const [row] = rows
  return { done: Number(row?.done), waiting: Number(row?.waiting), failed: Number(row?.failed) }
}

/** Churches that were left behind `target`, with the reason, at most a hundred. */
export async function failedChurches(
  catalogue: ControlDb,
  target: number,
): Promise<readonly (ChurchFailure & { readonly id: string; readonly name: string; readonly version: number })[]> {
  const rows = await catalogue
    .selectFrom('church')
    .select(['id', 'subdomain', 'schema_name', 'version'])
    .select(['migration_step as step', 'migration_statement as statement'])
    .select(
      sql<string>`coalesce(migration_error, 'it is being moved: let the move end, then migrate again')`.as('error'),
    )
    .where(sql<boolean>`coalesce(migration_error, moving_to) is not null`)
    .where('version', '<', target)
    .orderBy('id')
    .limit(100)
    .execute()
  return rows.map(({ subdomain, schema_name: schema, ...row }) => ({ ...row, name: subdomain ?? schema }))
}

/** How many churches stand at each version, in each wave (null: not in the queue). */
export async function countVersions(
  catalogue: ControlDb,
): Promise<readonly { readonly version: number; readonly wave: number | null; readonly churches: number }[]> {
  const rows = await catalogue
    .selectFrom('church')
    .select((eb) => ['version', 'wave', eb.fn.countAll<string>().as('churches')])
    .where('status', '<>', 'ERASED')
    .groupBy(['version', 'wave'])
    .orderBy('version')
    .orderBy('wave')
    .execute()
  return rows.map(({ churches, ...row }) => ({ ...row, churches: Number(churches) }))
}

/** Some churches, chosen by chance, that stay where they are and whose tables are at a version from `from` to `to`. */
export async function sampleChurches(
  catalogue: ControlDb,
  { from, to, limit }: { readonly from: number; readonly to: number; readonly limit: number },
): Promise<readonly Omit<ChurchInQueue, 'waits'>[]> {
  const rows = await catalogue
    .selectFrom('church')
    .select(['id', 'subdomain', 'schema_name as schemaName', 'cell', 'version'])
    .where('version', '>=', from)
    .where('version', '<=', to)
    .where('status', '<>', 'ERASED')
    .where('moving_to', 'is', null)
    .orderBy(sql`random()`)
    .limit(limit)
    .execute()
  return rows.map(({ subdomain, schemaName, ...row }) => ({
    ...row,
    name: subdomain ?? schemaName,
    placeKey: schemaName.slice('c_'.length),
  }))
}
