import { afterAll, inject } from 'vitest'
import { type App, buildApp } from '../app/build-app.js'
import { type Environment, readSettings } from '../app/environment.js'
import { openWarmPool } from '../app/found-churches.js'
import { listenToChanges } from '../app/listen-to-changes.js'
import { type OpenDatabase, openDatabase } from '../app/open-database.js'
import { newPrivateKey } from '../platform/access-tokens.js'
import { systemClock } from '../platform/clock.js'
import { folderStore } from '../platform/files/folder-store.js'
import { createInProcessLimits } from '../platform/limits/in-process-limits.js'
import { createLog } from '../platform/log.js'
import { createRedisPubSub } from '../platform/redis/redis-pub-sub.js'
import { createSeals } from '../platform/seals.js'
import { newPlaceKey } from '../platform/tenancy/place.js'
import { ChurchWorld } from './church-world.js'
import { type Said, faithflowWith } from './life-bed.js'

/** A server whose databases are set as operators set them, and the command line beside it. */
export interface CellsBed {
  readonly app: App
  readonly port: number
  readonly database: OpenDatabase
  /** Calls `npx faithflow` with the same settings. */
  faithflow(...words: readonly string[]): Promise<Said>
  /** A church of `npx faithflow church create`, in this cell or the best one. */
  church(subdomain: string, cell?: string): Promise<ChurchWorld>
  /** The church as it is now: moved churches are elsewhere. */
  find(subdomain: string): Promise<ChurchWorld>
}

const log = createLog('silent')
const seals = createSeals({ key: Buffer.alloc(32) })

/** Starts a server over the databases that `environment` names; it stops with the test file. */
export async function cellsBed(environment: Environment): Promise<CellsBed> {
  const database = await openDatabase(readSettings(environment), log)
  const pool = openWarmPool(database, 0, log)
  const pubSub = createRedisPubSub({ url: inject('redisUrl'), prefix: `cells-${newPlaceKey()}:`, log })
  const fixed = { privateKey: newPrivateKey(), baseDomain: 'localhost', isProduction: false, clock: systemClock, log }
  const files = folderStore('/nowhere')
  const app = await buildApp({
    ...fixed,
    seals,
    files,
    gate: database.gate,
    pubSub,
    pool,
    limits: createInProcessLimits(),
  })
  const { listenUrl: controlUrl, cells } = database
  const cellUrls = [...cells.values()].map(({ gatewayUrl }) => gatewayUrl)
  const stopListening = await listenToChanges({ app, controlUrl, cellUrls, log })
  const port = await app.listen(0, '127.0.0.1')
  afterAll(async () => {
    await stopListening()
    await app.close()
    await pubSub.close()
    await pool.close()
    await database.close()
  })

  const faithflow = (...words: readonly string[]) => faithflowWith(environment, ...words)
  const find = async (subdomain: string) =>
    new ChurchWorld({ app, port, church: await app.catalogue.findChurch(subdomain) })
  return {
    ...{ app, port, database, faithflow, find },
    async church(subdomain, cell) {
      const { code, told } = await faithflow('church', 'create', ...wordsOf(subdomain, cell))
      if (code !== 0) throw new Error(told)
      return find(subdomain)
    },
  }
}

/** What `church create` is told of a church about which nothing else matters. */
function wordsOf(subdomain: string, cell: string | undefined): readonly string[] {
  const about = {
    ...{ name: `Church ${subdomain}`, denomination: 'PENTECOSTAL', subdomain },
    ...{ 'admin-name': 'Ama', 'admin-email': 'a@b.example' },
    ...(cell ? { cell } : {}),
  }
  return Object.entries(about).flatMap(([name, value]) => [`--${name}`, value])
}
