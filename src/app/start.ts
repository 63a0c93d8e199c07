import { systemClock } from '../platform/clock.js'
import { createDns } from '../platform/dns.js'
import { createInProcessLimits } from '../platform/limits/in-process-limits.js'
import type { Limits } from '../platform/limits/limits.js'
import { createLog, type Log } from '../platform/log.js'
import { createInProcessPubSub } from '../platform/redis/in-process-pub-sub.js'
import type { PubSub } from '../platform/redis/pub-sub.js'
import { createRedisLimits } from '../platform/redis/redis-limits.js'
import { createRedisPubSub } from '../platform/redis/redis-pub-sub.js'
import { createSeals, type Seals } from '../platform/seals.js'
import type { WarmPool } from '../platform/tenancy/warm-pool.js'
import { type App, buildApp } from './build-app.js'
import type { DemoSignIn } from './demo/make-demo.js'
import { type Settings, WrongSetting } from './environment.js'
import { makeDemoChurches, openWarmPool } from './found-churches.js'
import { keptPrivateKey, keptSealKey } from './kept-secret.js'
import { listenToChanges } from './listen-to-changes.js'
import { type OpenDatabase, openDatabase } from './open-database.js'
import { openFiles } from './open-files.js'
import { refuseBusyPort, tryPort } from './refuse-busy-port.js'
import { openMail, startJobs } from './start-jobs.js'
import { readTrustedDocuments } from './trusted-documents.js'

/** A server that answers. */
export interface Started {
  /** Null for a worker alone, which listens nowhere. */
  readonly port: number | null
  readonly demoSignIns: readonly DemoSignIn[]
  readonly log: Log
  /** Stops in order: no new work, work under way, live sockets, what is committed, connections, the embedded database. */
  stop(): Promise<void>
}

/** What a process is for: requests, and jobs unless the settings say otherwise; or jobs alone. */
export type Purpose = 'SERVER' | 'WORKER'

/** Starts everything, or nothing: what was opened before a failure is closed again. Throws WrongSetting in a line. */
export async function start(settings: Settings, purpose: Purpose = 'SERVER'): Promise<Started> {
  const isServer = purpose === 'SERVER'
  // Several processes share a port, which the first of them has tried.
  if (isServer && settings.workerNumber === null) await tryPort(settings)
  const log = openLog(settings)
  const opened: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    for (const close of opened.splice(0).toReversed()) await close()
  }

  try {
    const database = await openDatabase(settings, log)
    opened.push(() => database.close())
    const pool = openWarmPool(database, settings.warmChurches, log)
    opened.push(() => pool.close())
    const demoSignIns = isServer && settings.demo ? await makeDemoChurches(database, pool) : []
    const pubSub = await openPubSub(settings, log)
    opened.push(() => pubSub.close())
    const limits = await openLimits(settings, log)
    opened.push(() => limits.close())
    const privateKey = settings.jwtPrivateKey ?? (await keptPrivateKey(settings.dataDir))
    const app = await open(settings, { database, pubSub, pool, limits, log, privateKey })
    opened.push(() => app.close())
    const cellUrls = [...database.cells.values()].map(({ gatewayUrl }) => gatewayUrl)
    opened.push(await listenToChanges({ app, controlUrl: database.listenUrl, cellUrls, log }))
    const port = isServer ? await listen(app, settings) : null
    // Behind the listening: somebody waits for the server, and jobs have waited before.
    if (!isServer || settings.worker) opened.push(await openJobs(settings, { app, database, privateKey, log }))
    // First of all: whoever sends requests here is told to stop while jobs under way are waited for.
    opened.push(async () => app.health.startDraining())
    // Behind the first answers: somebody who starts a server waits for it, not for churches nobody has asked for yet.
    if (isServer) pool.refill()
    return { port, demoSignIns, log, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Where a server has several processes, each line names the one that wrote it. */
function openLog({ logLevel, workerNumber }: Settings): Log {
  const log = createLog(logLevel)
  return workerNumber === null ? log : log.child({ worker: workerNumber })
}

interface Opened {
  readonly database: OpenDatabase
  readonly pubSub: PubSub
  readonly pool: WarmPool
  readonly limits: Limits
  readonly log: Log
  readonly privateKey: string
}

async function open(settings: Settings, { database, ...opened }: Opened): Promise<App> {
  const { gate } = database
  const { baseDomain, isProduction, isRateLimited, trustProxy } = settings
  // A production server offers no playground to strangers; rights to it come with the roles.
  const explorer = isProduction ? {} : await import('./explorer.js')
  const dns = createDns(settings.dnsServers)
  const documents = await openDocuments(settings, opened.log)
  const { jwtPreviousKeys: previousKeys, pagesUrl, workerNumber } = settings
  const keys = { previousKeys, seals: await openSeals(settings), files: openFiles(settings, opened.log) }
  const policy = { baseDomain, isProduction, isRateLimited, trustProxy, pagesUrl, workerNumber }
  const given = { ...policy, documents, dns, clock: systemClock }
  const compiling = settings.compiles ? {} : { compileAfter: null }
  return buildApp({ gate, ...compiling, ...opened, ...keys, ...given, ...explorer })
}

const openSeals = async ({ encryptionKey, encryptionPreviousKeys, dataDir }: Settings): Promise<Seals> =>
  createSeals({ key: encryptionKey ?? (await keptSealKey(dataDir)), previousKeys: encryptionPreviousKeys })

async function openDocuments({ trustedDocuments, trustedDocumentsDir }: Settings, log: Log) {
  try {
    return await readTrustedDocuments(trustedDocumentsDir, trustedDocuments, log)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new WrongSetting(`TRUSTED_DOCUMENTS_DIR (${trustedDocumentsDir}) cannot be used: ${reason}.`)
  }
}

const openLimits = async ({ redisUrl }: Settings, log: Log): Promise<Limits> =>
  redisUrl === null ? createInProcessLimits() : createRedisLimits({ url: redisUrl, prefix: 'faithflow:', log })

const listen = (app: App, settings: Settings): Promise<number> =>
  app.listen(settings.port, settings.host).catch((error: unknown) => refuseBusyPort(error, settings))

/** Takes jobs; resolves to what stops that, after those under way. */
async function openJobs(
  settings: Settings,
  { app, database, privateKey, log }: { app: App } & Pick<Opened, 'database' | 'privateKey' | 'log'>,
): Promise<() => Promise<void>> {
  const transport = openMail(settings, log)
  const { parts, catalogue } = app
  const worker = await startJobs({ parts, catalogue, queues: database.queues, transport, privateKey })
  return async () => {
    await worker.stop()
    await transport.close()
  }
}

async function openPubSub({ redisUrl }: Settings, log: Log): Promise<PubSub> {
  if (redisUrl === null) return createInProcessPubSub({ log })
  const pubSub = createRedisPubSub({ url: redisUrl, prefix: 'faithflow:', log })
  try {
    await pubSub.ping()
    return pubSub
  } catch {
    await pubSub.close()
    throw new WrongSetting(`Redis at ${new URL(redisUrl).host} cannot be reached: start it, or correct REDIS_URL.`)
  }
}
