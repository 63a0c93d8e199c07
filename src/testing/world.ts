import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, inject } from 'vitest'
import type { AppOptions } from '../app/app-options.js'
import { buildApp, type App } from '../app/build-app.js'
import { mountExplorer } from '../app/explorer.js'
import { foundChurch, type Foundry, registerWarmChurch } from '../app/found-church.js'
import { listenToChanges } from '../app/listen-to-changes.js'
import { mainCell } from '../app/open-database.js'
import type { Patience } from '../app/slow-requests.js'
import { type JobParts, startJobs } from '../app/start-jobs.js'
import type { TrustedDocuments } from '../app/trusted-documents.js'
import type { Denomination } from '../churches/index.js'
import { newPrivateKey } from '../platform/access-tokens.js'
import { type Clock, systemClock } from '../platform/clock.js'
import { createDns } from '../platform/dns.js'
import type { FileStore } from '../platform/files/file-store.js'
import { folderStore } from '../platform/files/folder-store.js'
import type { Worker } from '../platform/jobs/worker.js'
import { createLog, type Log } from '../platform/log.js'
import { smtpTransport } from '../platform/mail/smtp-transport.js'
import type { PubSub } from '../platform/redis/pub-sub.js'
import { createRedisLimits } from '../platform/redis/redis-limits.js'
import { createRedisPubSub } from '../platform/redis/redis-pub-sub.js'
import { createSeals } from '../platform/seals.js'
import type { KeyOptions } from '../platform/signing-keys.js'
import { ownerDesk } from '../platform/tenancy/owner-desk.js'
import { controlLogin, gatewayLogin, workerLogin } from '../platform/tenancy/set-up-database.js'
import { createWarmPool, type WarmPool } from '../platform/tenancy/warm-pool.js'
import { ChurchWorld } from './church-world.js'
import { type Mailbox, startMailbox } from './mailbox.js'
import { asLogin, openWorkerDatabase, type TestDatabase, westCell } from './worker-database.js'

/** The domain that test churches have their hosts under. */
export const baseDomain = 'localhost'

/** A running server and everything a test may ask of it. Each test takes a church of its own. */
export interface World {
  readonly app: App
  /** Where it listens, on 127.0.0.1. */
  readonly port: number
  readonly database: TestDatabase
  /** Takes jobs of this database, in this process, from the first call on; mails go to `mailbox`. */
  startJobs(options?: WorkOptions): Promise<Worker>
  /** Where the mails of this world arrive, over SMTP. Asking for it starts a worker, unless there is one. */
  mailbox(): Promise<Mailbox>
  /** A new church that no other test knows. */
  church(options?: ChurchOptions): Promise<ChurchWorld>
  /** Another server over the same database and the same Redis: a second process, but for the memory it shares. */
  secondApp(options?: SecondOptions): Promise<{ readonly app: App; readonly port: number }>
}

/** What a test may want otherwise of a second server. */
export type SecondOptions = Partial<KeyOptions> & Pick<AppOptions, 'compileAfter'>

/** What a test may want otherwise of a church. */
export interface ChurchOptions {
  readonly denomination?: Denomination
  readonly timeZone?: string
  /** Where its tables are: `main` unless it is `west`. */
  readonly cell?: typeof mainCell | typeof westCell
}

const silent = createLog('silent')
/** An address where no name server answers. */
const nobody = '127.0.0.1:1'
/** The key that test servers sign with. */
export const privateKey = newPrivateKey()

// As a server is that somebody develops with, explorer and all; behind a proxy, so that each client has an address.
const seals = createSeals({ key: Buffer.alloc(32, 7) })
// What the tests say of the API, they say of compiled operations.
const atOnce = { compileAfter: 1 }
const always = { seals, baseDomain, isProduction: false, trustProxy: 1, privateKey, mountExplorer, ...atOnce }

/** What a test may have done by a worker of its own beside this code's tasks. */
export type WorkOptions = Pick<JobParts, 'tasks' | 'recurring' | 'templates'>

/** What a test may want otherwise of its server. */
export interface WorldOptions {
  /** The tests' shared Redis unless given. */
  readonly redisUrl?: string
  /** The machine's unless given; see `movableClock`. */
  readonly clock?: Clock
  /** Nowhere unless given. */
  readonly log?: Log
  /** How long slow clients are waited for. */
  readonly patience?: Patience
  /** Which operations are trusted: any unless given. */
  readonly documents?: TrustedDocuments
  /** Whether it runs as in production: no unless given. */
  readonly isProduction?: boolean
  /** Where files are kept: in a folder of this world unless given. */
  readonly files?: FileStore
  /** Where it asks for DNS records; an address where nobody answers, unless given. */
  readonly nameServer?: string
}

/** Starts a server on this worker's database, and on the tests' Redis or the one named; it stops with the test file. */
export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const { redisUrl = inject('redisUrl'), clock = systemClock, log = silent, nameServer = nobody, ...given } = options
  const dns = createDns([nameServer])
  const database = await openWorkerDatabase(log)
  const closing: (() => Promise<void>)[] = [() => database.close()]
  afterAll(async () => {
    for (const close of closing.toReversed()) await close()
  })

  const files = given.files ?? folderStore(await folderOf(closing))
  const foundry = { gate: database.gate, catalogue: ownerDesk(database.owner), clock: systemClock }
  const pools = poolsOf(database, { foundry, log })
  const pool = pools[mainCell]
  const startApp = async (other: SecondOptions = {}): Promise<{ app: App; port: number }> => {
    const pubSub = openPubSub(redisUrl, log)
    const limits = await createRedisLimits({ url: redisUrl, prefix: keysOf('worker'), log })
    const { gate } = database
    const fixed = { ...always, ...other, clock, log, dns, ...given, files }
    const app = await buildApp({ ...fixed, gate, pubSub, limits, pool })
    const stopListening = await listenToChanges({ app, ...changesOf(database), log })
    closing.push(
      () => limits.close(),
      () => pubSub.close(),
      () => app.close(),
      stopListening,
    )
    return { app, port: await app.listen(0, '127.0.0.1') }
  }

  const { app, port } = await startApp()
  const work = worldOfWork({ app, database, closing })
  return {
    app,
    port,
    database,
    ...work,
    secondApp: startApp,
    church: (options) => newChurch({ app, port, pools, foundry }, options ?? {}),
  }
}

async function folderOf(closing: (() => Promise<void>)[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'faithflow-files-'))
  closing.push(() => rm(folder, { recursive: true, force: true }))
  return folder
}

const poolsOf = (database: TestDatabase, with_: Parameters<typeof poolOf>[2]) => ({
  [mainCell]: poolOf(mainCell, database.owner, with_),
  [westCell]: poolOf(westCell, database.west, with_),
})

/** The worker and the mailbox of a world; a test that asks for neither starts neither. */
function worldOfWork(world: {
  readonly app: App
  readonly database: TestDatabase
  readonly closing: (() => Promise<void>)[]
}): Pick<World, 'startJobs' | 'mailbox'> {
  const { parts, catalogue } = world.app
  const queues = [
    { name: mainCell, url: asLogin(world.database.ownerUrl, workerLogin(mainCell)) },
    { name: westCell, url: asLogin(world.database.westUrl, workerLogin(westCell)) },
  ]
  let mailbox: Promise<Mailbox> | null = null
  let worker: Promise<Worker> | null = null
  const openMailbox = (): Promise<Mailbox> =>
    (mailbox ??= startMailbox().then((opened) => {
      world.closing.push(() => opened.close())
      return opened
    }))
  const start = async (options: WorkOptions): Promise<Worker> => {
    const { url } = await openMailbox()
    const transport = smtpTransport(url, { from: { address: 'no-reply@faithflow.example', name: 'FaithFlow' } })
    const started = await startJobs({ ...options, parts, catalogue, queues, transport, privateKey })
    world.closing.push(() => started.stop())
    return started
  }
  return {
    startJobs: (options = {}) => (worker ??= start(options)),
    async mailbox() {
      await (worker ??= start({}))
      return openMailbox()
    },
  }
}

/** Where changes are told: control data, and both cells. */
const changesOf = ({ ownerUrl, westUrl }: TestDatabase) => ({
  controlUrl: asLogin(ownerUrl, controlLogin),
  cellUrls: [asLogin(ownerUrl, gatewayLogin(mainCell)), asLogin(westUrl, gatewayLogin(westCell))],
})

/** Builds a church when a test finds none ready. */
const poolOf = (
  cell: string,
  owner: TestDatabase['owner'],
  { foundry, log }: { readonly foundry: Foundry; readonly log: Log },
): WarmPool =>
  createWarmPool({
    ...{ owner, cell, target: 0, log },
    register: (built) => registerWarmChurch(foundry, built),
    count: async () => 0,
  })

const openPubSub = (url: string, log: Log): PubSub => createRedisPubSub({ url, prefix: keysOf('worker'), log })

/** What stands before the keys of this worker in the Redis that all share. */
const keysOf = (name: string): string => `${name}-${process.env['VITEST_POOL_ID'] ?? '0'}:`

interface Founding {
  readonly app: App
  readonly port: number
  readonly pools: Readonly<Record<'main' | 'west', WarmPool>>
  readonly foundry: Foundry
}

async function newChurch(
  { app, port, pools, foundry }: Founding,
  { denomination = 'PENTECOSTAL', timeZone = 'Africa/Accra', cell = mainCell }: ChurchOptions,
): Promise<ChurchWorld> {
  const subdomain = `test-${Math.random().toString(36).slice(2, 12)}`
  const church = { name: `Church ${subdomain}`, subdomain, denomination, timeZone, currency: 'GHS', trialEndsAt: null }
  const there = { ...foundry, cells: [cell] }
  // As at sign-up: others may draw what was built for us.
  while (!(await foundChurch(there, church))) await pools[cell].build()
  const found = await app.catalogue.findChurch(subdomain)
  return new ChurchWorld({ app, port, church: found })
}
