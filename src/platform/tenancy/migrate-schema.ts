import type { ClientBase } from 'pg'
import type { Migration } from './migrations.js'

/** Which schema is brought up to date, and by whom. */
export interface SchemaToMigrate {
  readonly schema: string
  /** The role that will own what is made; the connection's login when absent. */
  readonly owner?: string
  /** The church's role, put in the place of `"church_role"`. */
  readonly churchRole?: string
}

/**
 * Runs the steps that `schema` lacks, each in the transaction that also writes its line into `_meta`: a process that dies
 * leaves a whole older version, never half of one. Returns the version reached.
 *
 * Locks the schema's advisory lock, so that two runs take turns. Throws when a step fails, and when a step that already
 * ran reads differently now.
 */
export async function migrateSchema(
  client: ClientBase,
  target: SchemaToMigrate,
  migrations: readonly Migration[],
): Promise<number> {
  for (const migration of migrations) {
    await inTransaction(client, async () => {
      await client.query(opening(target))
      const { rows } = await client.query<{ checksum: string }>('select checksum from _meta where version = $1', [
        migration.version,
      ])
      const [done] = rows
      if (done && done.checksum !== migration.checksum) {
        throw new Error(
          `${migration.name} was changed after it had run in ${target.schema}: add a new migration instead.`,
        )
      }
      if (!done) await runStep(client, target, migration)
    })
  }
  return migrations.length
}

/** Runs `work` between begin and commit; a throw rolls back and is thrown on. */
export async function inTransaction<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    const outcome = await work()
    await client.query('commit')
    return outcome
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

function opening({ schema, owner }: SchemaToMigrate): string {
  return [
    `set local lock_timeout = '5s'; set local statement_timeout = '30s'`,
    `select pg_advisory_xact_lock(hashtextextended('${schema}', 42))`,
    ...(owner ? [`set local role "${owner}"`] : []),
    `set local search_path to "${schema}"`,
    `create table if not exists _meta (
      version integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`,
  ].join(';\n')
}

async function runStep(client: ClientBase, target: SchemaToMigrate, migration: Migration): Promise<void> {
  const role = target.churchRole ?? 'church_role'
  await client.query(migration.sql.replaceAll('"church_role"', `"${role}"`)).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(`${migration.name} failed in ${target.schema}: ${why}`, { cause: error })
  })
  await client.query('insert into _meta (version, name, checksum) values ($1, $2, $3)', [
    migration.version,
    migration.name,
    migration.checksum,
  ])
}
