import { findRunningPostgres, startEmbeddedPostgres } from '../../platform/db/embedded-postgres.js'
import type { ControlDesk } from '../../platform/db/handles.js'
import { createPool } from '../../platform/db/pool.js'
import type { FileStore } from '../../platform/files/file-store.js'
import { createLog, type Log } from '../../platform/log.js'
import { ownerDesk } from '../../platform/tenancy/owner-desk.js'
import type { WarmPool } from '../../platform/tenancy/warm-pool.js'
import { type DatabaseSettings, oneDatabase } from '../database-settings.js'
import { type OperatorSettings, readOperatorSettings } from '../environment.js'
import { openWarmPool } from '../found-churches.js'
import { type OpenDatabase, openPools } from '../open-database.js'
import { openFiles } from '../open-files.js'
import type { Terminal } from './terminal.js'

/** Databases that run, for one command. */
interface Reached {
  readonly settings: OperatorSettings
  readonly databases: DatabaseSettings
  readonly log: Log
}

/**
 * Runs `work` with the databases of the settings, else with the embedded one of DATA_DIR, which is started for as long as
 * the command takes unless a server has it running. Throws WrongSetting, EmbeddedPostgresError.
 */
export async function withDatabases<T>(terminal: Terminal, work: (reached: Reached) => Promise<T>): Promise<T> {
  const settings = readOperatorSettings(terminal.environment)
  const { databases, dataDir } = settings
  // What a command has to say it says itself; the log is for what goes wrong behind it.
  const log = createLog('silent')
  if (databases) return work({ settings, databases, log })
  const running = await findRunningPostgres(dataDir)
  if (running) return work({ settings, databases: oneDatabase(running), log })
  const embedded = await startEmbeddedPostgres({ dataDir, durable: true })
  try {
    return await work({ settings, databases: oneDatabase(embedded.url), log })
  } finally {
    await embedded.stop()
  }
}

/** Runs `work` on the control tables as their owner, whatever state the databases are in. */
export async function withCatalogue<T>(
  { databases, log }: Reached,
  work: (catalogue: ControlDesk) => Promise<T>,
): Promise<T> {
  const pool = createPool({ url: databases.control.directUrl, max: 1, log })
  try {
    return await work(ownerDesk(pool))
  } finally {
    await pool.end()
  }
}

/** The databases as a server opens them, and their pools of churches. */
export interface Opened {
  readonly database: OpenDatabase
  readonly pool: WarmPool
  readonly settings: OperatorSettings
  readonly files: FileStore
}

/** Runs `work` on databases that are ready for this code. Throws DatabaseBehind in production when they are not. */
export function withDatabase<T>(
  terminal: Terminal,
  work: (opened: Opened) => Promise<T>,
  options: { readonly warmChurches?: number } = {},
): Promise<T> {
  return withDatabases(terminal, async ({ settings, databases, log }) => {
    const isProduction = settings.isProduction && settings.databases !== null
    const database = await openPools({ databases, isProduction, stop: async () => undefined }, log)
    const pool = openWarmPool(database, options.warmChurches ?? 0, log)
    try {
      return await work({ database, pool, settings, files: openFiles(settings, log) })
    } finally {
      await pool.close()
      await database.close()
    }
  })
}
