import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import { migrateSchema } from './migrate-schema.js'
import { readMigrations } from './migrations.js'

/**
 * Makes the queue of jobs in a database, or brings it up to date: the library's own tables first, then our way to them.
 * As its owner: the workers' login may run jobs and make nothing. May run at any time.
 */
export async function installQueue(owner: pg.Client): Promise<void> {
  const { host, port, user, password, database, ssl } = owner
  const pool = new pg.Pool({ ...{ host, port, user, password, database, ssl }, max: 1 })
  pool.on('connect', (client) => client.on('error', () => undefined)).on('error', () => undefined)
  try {
    await runMigrations({ pgPool: pool, logger: silent })
  } finally {
    await pool.end()
  }
  await migrateSchema(owner, { schema: 'jobs' }, await readMigrations('jobs'))
}

const silent = new Logger(() => () => undefined)
