import { afterAll, inject } from 'vitest'
import { buildApp, type App } from '../app/build-app.js'
import { mountExplorer } from '../app/explorer.js'
import { foundChurch, type Foundry, registerWarmChurch } from '../app/found-church.js'
import { mainCell } from '../app/open-database.js'
import { createCatalogue } from '../churches/index.js'
import type { Denomination } from '../churches/index.js'
import { newPrivateKey } from '../platform/access-tokens.js'
import { systemClock } from '../platform/clock.js'
import { createLog } from '../platform/log.js'
import type { PubSub } from '../platform/redis/pub-sub.js'
import { createRedisPubSub } from '../platform/redis/redis-pub-sub.js'
import { withOwner } from '../platform/tenancy/owner-connection.js'
import { ownerDesk } from '../platform/tenancy/owner-desk.js'
import { provisionChurch } from '../platform/tenancy/provision-church.js'
import { ChurchWorld } from './church-world.js'
import { openWorkerDatabase, type TestDatabase } from './worker-database.js'

/** The domain that test churches have their hosts under. */
export const baseDomain = 'localhost'

/** A running server and everything a test may ask of it. Each test takes a church of its own. */
export interface World {
  readonly app: App
  /** Where it listens, on 127.0.0.1. */
  readonly port: number
  readonly database: TestDatabase
  /** A new church that no other test knows. */
  church(options?: { readonly denomination?: Denomination; readonly timeZone?: string }): Promise<ChurchWorld>
  /** Another server over the same database and the same Redis: a second process, but for the memory it shares. */
  secondApp(): Promise<{ readonly app: App; readonly port: number }>
}

const log = createLog('silent')
// As a server is that somebody develops with: the explorer is part of it.
const fixed = {
  ...{ privateKey: newPrivateKey(), baseDomain, isProduction: false, clock: systemClock, log },
  mountExplorer,
}

/** Starts a server on this worker's database, and on the tests' Redis or the one named; it stops with the test file. */
export async function createWorld(options: { readonly redisUrl?: string } = {}): Promise<World> {
  const database = await openWorkerDatabase(log)
  const closing: (() => Promise<void>)[] = [() => database.close()]
  afterAll(async () => {
    for (const close of closing.toReversed()) await close()
  })

  const startApp = async (): Promise<{ app: App; port: number }> => {
    const pubSub = openPubSub(options.redisUrl ?? inject('redisUrl'))
    const app = await buildApp({ ...fixed, gate: database.gate, pubSub })
    closing.push(
      () => pubSub.close(),
      () => app.close(),
    )
    return { app, port: await app.listen(0, '127.0.0.1') }
  }

  const { app, port } = await startApp()
  const foundry = { gate: database.gate, catalogue: ownerDesk(database.owner), clock: systemClock }
  return {
    app,
    port,
    database,
    secondApp: startApp,
    church: (options) => newChurch({ app, port, database, foundry }, options ?? {}),
  }
}

const openPubSub = (url: string): PubSub =>
  createRedisPubSub({ url, prefix: `worker-${process.env['VITEST_POOL_ID'] ?? '0'}:`, log })

interface Founding {
  readonly app: App
  readonly port: number
  readonly database: TestDatabase
  readonly foundry: Foundry
}

async function newChurch(
  { app, port, database, foundry }: Founding,
  { denomination = 'PENTECOSTAL', timeZone = 'Africa/Accra' }: Parameters<World['church']>[0] & object,
): Promise<ChurchWorld> {
  const subdomain = `test-${Math.random().toString(36).slice(2, 12)}`
  const church = { name: `Church ${subdomain}`, subdomain, denomination, timeZone, currency: 'GHS' }
  const isFounded = await foundChurch(foundry, church)
  if (!isFounded) {
    const built = await withOwner(database.ownerUrl, (owner) => provisionChurch(owner, mainCell))
    await registerWarmChurch(foundry, built)
    await foundChurch(foundry, church)
  }
  const found = await createCatalogue(database.gate.catalogue()).findChurch(subdomain)
  return new ChurchWorld({ app, port, church: found })
}
