import type { Clock } from '../platform/clock.js'
import { systemClock } from '../platform/clock.js'
import { createPool } from '../platform/db/pool.js'
import { createLog, type Log } from '../platform/log.js'
import { createInProcessPubSub } from '../platform/redis/in-process-pub-sub.js'
import type { PubSub } from '../platform/redis/pub-sub.js'
import { createRedisPubSub } from '../platform/redis/redis-pub-sub.js'
import { withOwner } from '../platform/tenancy/owner-connection.js'
import { ownerDesk } from '../platform/tenancy/owner-desk.js'
import { provisionChurch } from '../platform/tenancy/provision-church.js'
import { type App, buildApp } from './build-app.js'
import { type DemoSignIn, makeDemo } from './demo/make-demo.js'
import { type Settings, WrongSetting } from './environment.js'
import { mountExplorer } from './explorer.js'
import { registerWarmChurch } from './found-church.js'
import { mainCell, type OpenDatabase, openDatabase } from './open-database.js'
import { keptPrivateKey } from './private-key.js'

/** A server that answers. */
export interface Started {
  readonly port: number
  readonly demoSignIns: readonly DemoSignIn[]
  readonly log: Log
  /** Stops in order: no new work, work under way, live sockets, what is committed, connections, the embedded database. */
  stop(): Promise<void>
}

/** Starts everything, or nothing: what was opened before a failure is closed again. Throws WrongSetting in a line. */
export async function start(settings: Settings): Promise<Started> {
  const log = createLog(settings.logLevel)
  const opened: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    for (const close of opened.splice(0).toReversed()) await close()
  }

  try {
    const database = await openDatabase(settings, log)
    opened.push(() => database.close())
    const demoSignIns = settings.demo ? await makeDemoChurches(database, log, systemClock) : []
    const pubSub = await openPubSub(settings, log)
    opened.push(() => pubSub.close())
    const app = await open(settings, { database, pubSub, log })
    opened.push(() => app.close())
    const port = await app
      .listen(settings.port, settings.host)
      .catch((error: unknown) => refuseBusyPort(error, settings))
    return { port, demoSignIns, log, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function open(
  { baseDomain, isProduction, jwtPrivateKey, dataDir }: Settings,
  { database, pubSub, log }: { readonly database: OpenDatabase; readonly pubSub: PubSub; readonly log: Log },
): Promise<App> {
  const privateKey = jwtPrivateKey ?? (await keptPrivateKey(dataDir))
  const { gate } = database
  // A production server offers no playground to strangers; rights to it come with the roles.
  const explorer = isProduction ? {} : { mountExplorer }
  return buildApp({ gate, pubSub, privateKey, baseDomain, isProduction, log, clock: systemClock, ...explorer })
}

async function makeDemoChurches(database: OpenDatabase, log: Log, clock: Clock): Promise<readonly DemoSignIn[]> {
  const owner = createPool({ url: database.ownerUrl, max: 1, log })
  const catalogue = ownerDesk(owner)
  try {
    return await makeDemo({
      gate: database.gate,
      catalogue,
      clock,
      buildWarmChurch: async () => {
        const built = await withOwner(database.ownerUrl, (connection) => provisionChurch(connection, mainCell))
        await registerWarmChurch({ catalogue, clock }, built)
      },
    })
  } finally {
    await owner.end()
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

function refuseBusyPort(error: unknown, { host, port }: Settings): never {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EADDRINUSE') {
    throw new WrongSetting(`Port ${port} is in use: stop the program that has it, or set PORT to another.`)
  }
  if (code === 'EACCES') throw new WrongSetting(`Port ${port} may not be opened by this user: set PORT above 1023.`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    throw new WrongSetting(`HOST ${host} is no address of this machine: correct it, or leave it out.`)
  }
  throw error
}
