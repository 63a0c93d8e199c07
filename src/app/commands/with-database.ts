import { findRunningPostgres, startEmbeddedPostgres } from '../../platform/db/embedded-postgres.js'
import { createLog, type Log } from '../../platform/log.js'
import type { WarmPool } from '../../platform/tenancy/warm-pool.js'
import { type OperatorSettings, readOperatorSettings } from '../environment.js'
import { openWarmPool } from '../found-churches.js'
import { type OpenDatabase, openPools } from '../open-database.js'
import type { Terminal } from './terminal.js'

/** A database that runs, for one command. */
interface Reached {
  readonly settings: OperatorSettings
  readonly serverUrl: string
  readonly ownerUrl: string
  readonly log: Log
}

/**
 * Runs `work` with the URL of the database's owner: the one in DIRECT_DATABASE_URL or DATABASE_URL, else the embedded
 * one of DATA_DIR, which is started for as long as the command takes unless a server has it running. Throws
 * WrongSetting, EmbeddedPostgresError.
 */
export async function withOwnerUrl<T>(terminal: Terminal, work: (reached: Reached) => Promise<T>): Promise<T> {
  const settings = readOperatorSettings(terminal.environment)
  const { databaseUrl, directDatabaseUrl, dataDir } = settings
  // What a command has to say it says itself; the log is for what goes wrong behind it.
  const log = createLog('silent')
  if (databaseUrl && directDatabaseUrl) {
    return work({ settings, serverUrl: databaseUrl, ownerUrl: directDatabaseUrl, log })
  }
  const running = await findRunningPostgres(dataDir)
  if (running) return work({ settings, serverUrl: running, ownerUrl: running, log })
  const embedded = await startEmbeddedPostgres({ dataDir, durable: true })
  try {
    return await work({ settings, serverUrl: embedded.url, ownerUrl: embedded.url, log })
  } finally {
    await embedded.stop()
  }
}

/** The database as a server opens it, and its pool of churches. */
export interface Opened {
  readonly database: OpenDatabase
  readonly pool: WarmPool
  readonly settings: OperatorSettings
}

/** Runs `work` on a database that is ready for this code. Throws DatabaseBehind in production when it is not. */
export function withDatabase<T>(
  terminal: Terminal,
  work: (opened: Opened) => Promise<T>,
  options: { readonly warmChurches?: number } = {},
): Promise<T> {
  return withOwnerUrl(terminal, async ({ settings, serverUrl, ownerUrl, log }) => {
    const isProduction = settings.isProduction && settings.databaseUrl !== null
    const database = await openPools({ serverUrl, ownerUrl, isProduction, stop: async () => undefined }, log)
    const pool = openWarmPool(database, options.warmChurches ?? 0, log)
    try {
      return await work({ database, pool, settings })
    } finally {
      await pool.close()
      await database.close()
    }
  })
}
