import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { oneDatabase } from '../../src/app/database-settings.js'
import { openWarmPool } from '../../src/app/found-churches.js'
import { type OpenDatabase, openPools } from '../../src/app/open-database.js'
import { startEmbeddedPostgres } from '../../src/platform/db/embedded-postgres.js'
import { createLog } from '../../src/platform/log.js'
import type { WarmPool } from '../../src/platform/tenancy/warm-pool.js'

/** A database of its own, with durable settings, as a server opens it. */
export interface Bed {
  readonly database: OpenDatabase
  /** Filled only by hand. */
  readonly pool: WarmPool
}

/** Runs `work` on a new embedded PostgreSQL, which is removed afterwards. */
export async function withBed<T>(work: (bed: Bed) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'faithflow-bench-'))
  const postgres = await startEmbeddedPostgres({ dataDir, durable: true })
  const log = createLog('warn')
  try {
    const reached = {
      databases: oneDatabase(postgres.url),
      isProduction: false,
      stop: async () => undefined,
    }
    const database = await openPools(reached, log)
    const pool = openWarmPool(database, 0, log)
    try {
      const outcome = await work({ database, pool })
      // After thousands of churches that takes minutes, which stopping would not wait for.
      await database.owner.query('checkpoint')
      return outcome
    } finally {
      await pool.close()
      await database.close()
    }
  } finally {
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
