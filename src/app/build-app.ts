import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Express } from 'express'
import type { GraphQLSchema } from 'graphql'
import { createKeyUses } from '../api-keys/index.js'
import { applicationReactions } from '../applications/applications.reactions.js'
import { type Catalogue, createCatalogue } from '../churches/index.js'
import { householdReactions } from '../households/households.reactions.js'
import { importReactions } from '../imports/imports.reactions.js'
import { invitationReactions } from '../invitations/invitations.reactions.js'
import { ministryReactions } from '../ministries/ministries.reactions.js'
import { missedMessages, newestSequence, notificationReactions, notificationTopic } from '../notifications/index.js'
import { documentReactions } from '../photos/photos.reactions.js'
import { createAccessTokens } from '../platform/access-tokens.js'
import { changeTopic } from '../platform/audit/changes-of.js'
import type { Clock } from '../platform/clock.js'
import { createDns, type Dns } from '../platform/dns.js'
import { createFileLinks } from '../platform/files/file-links.js'
import type { FileStore } from '../platform/files/file-store.js'
import {
  type CompiledOperations,
  createCompiledOperations,
  noCompiledOperations,
} from '../platform/graphql/compiled/compiled-operations.js'
import { JsonScalar } from '../platform/graphql/scalars.js'
import type { Limits } from '../platform/limits/limits.js'
import { createChangeFeed, parseChanges } from '../platform/live/change-feed.js'
import { createHub, type Hub } from '../platform/live/hub.js'
import { parseLiveMessage } from '../platform/live/live-message.js'
import type { Log } from '../platform/log.js'
import type { Stored } from '../platform/outbox/announcement.js'
import { startRelay } from '../platform/outbox/relay.js'
import type { PubSub } from '../platform/redis/pub-sub.js'
import type { Seals } from '../platform/seals.js'
import type { Gate } from '../platform/tenancy/gate.js'
import { readMigrations } from '../platform/tenancy/migrations.js'
import type { WarmPool } from '../platform/tenancy/warm-pool.js'
import { registrationReactions } from '../registrations/registrations.reactions.js'
import { resourceReactions } from '../resources/resources.reactions.js'
import { workflowReactions } from '../workflows/workflows.reactions.js'
import { noteLeaving } from './clients-gone.js'
import { findViewersTogether } from './find-viewers-together.js'
import { createApolloServer, tell } from './graphql-over-http.js'
import { serveSockets, type Sockets } from './graphql-over-websocket.js'
import { createHealth, type Health } from './health.js'
import { createKnownViewers, type KnownViewers } from './known-viewers.js'
import { createOpenSockets } from './open-sockets.js'
import { readOrigins, type TrustedProxies } from './origin.js'
import type { Parts } from './parts.js'
import { createRoutes, maxBody } from './routes.js'
import { buildSchema } from './schema.js'
import { shortWayFirst } from './short-way-first.js'
import { createShortWay } from './short-way.js'
import { cutOffSlow, type Patience, slowClients, usualPatience } from './slow-requests.js'
import { createSocketRights, type SocketRights } from './socket-rights.js'
import { anyDocument, type TrustedDocuments } from './trusted-documents.js'
import { watchClosedChurches } from './watch-closed-churches.js'

/** What an app is built from; it ends none of it. */
export interface AppOptions {
  readonly gate: Gate
  readonly pubSub: PubSub
  readonly pool: WarmPool
  readonly limits: Limits
  /** Whose `X-Forwarded-For` is believed; nobody's unless given. */
  readonly trustProxy?: TrustedProxies
  /** Any operation is trusted unless given. */
  readonly documents?: TrustedDocuments
  /** Whether throttles, budgets and the numbers of sockets hold; they do unless told otherwise. */
  readonly isRateLimited?: boolean
  /** How often an operation has to come before it is compiled: 3 unless given, null for never. */
  readonly compileAfter?: number | null
  /** How long slow clients are waited for. */
  readonly patience?: Patience
  /** PKCS #8 PEM of the key that signs access tokens. */
  readonly privateKey: string
  /** Of keys that signed before and still verify. */
  readonly previousKeys?: readonly string[]
  /** Encrypts single columns. */
  readonly seals: Seals
  /** Keeps files of churches. */
  readonly files: FileStore
  /** Where churches' pages are; `{church}` stands for the subdomain. At their own hosts unless given. */
  readonly pagesUrl?: string
  readonly baseDomain: string
  readonly isProduction: boolean
  /** Which of its server's processes this is, from 1 on; null when it is alone. */
  readonly workerNumber?: number | null
  /** The machine's name servers unless given. */
  readonly dns?: Dns
  readonly clock: Clock
  readonly log: Log
  readonly mountExplorer?: (app: Express) => void
}

/** A server that is ready to listen. */
export interface App {
  readonly schema: GraphQLSchema
  readonly parts: Parts
  readonly catalogue: Catalogue
  readonly health: Health
  /**
   * Told of each change in the catalogue: at which subdomain or host, or null for any. What was known is forgotten, and
   * sockets close whose church may not be entered any more.
   */
  readonly churchChanged: (name: string | null) => void
  /** Told of each change of an account or of rights, by what the database notifies; null for any. Sockets go by it. */
  readonly accountChanged: (payload: string | null) => void
  readonly rightsChanged: (payload: string | null) => void
  /** Listens; resolves to the port. Rejects when it is taken. */
  listen(port: number, host: string): Promise<number>
  /** Takes no more requests, lets those under way end, closes sockets in batches, and sends what is committed. */
  close(): Promise<void>
}

/** Builds the server out of its parts. */
export async function buildApp(options: AppOptions): Promise<App> {
  const { gate, pubSub, baseDomain, isProduction, log } = options
  const { length: codeVersion } = await readMigrations('church')
  const catalogue = createCatalogue(gate.catalogue(), codeVersion)
  const parts = await buildParts(options, catalogue)
  const schema = buildSchema()
  const health = createHealth(gate, pubSub, options.workerNumber)
  const compiled = openCompiled(schema, options)
  const http = await openHttp(options, { schema, parts, catalogue, health, compiled })
  const patience = options.patience ?? usualPatience
  const server = createServer(slowClients(patience), cutOffSlow(patience, noteLeaving(parts.originOf, http.answer)))
  const open = createOpenSockets()
  const rights = createSocketRights(log)
  const sockets = serveSockets(server, { schema, parts, compiled, catalogue, baseDomain, isProduction, open, rights })
  const forgetWriters = gate.whenWritten(parts.viewers.forget)
  const doorman = watchClosedChurches({ open, catalogue: gate.catalogue(), log })

  return {
    ...{ schema, parts, catalogue, health },
    churchChanged(name) {
      catalogue.forget(name)
      doorman.look()
    },
    ...hearing(parts.viewers, rights),
    listen: (port, host) => listen(server, port, host),
    async close() {
      health.startDraining()
      doorman.close()
      forgetWriters()
      await closeServer(server, sockets)
      await http.stop()
      await parts.keyUses.close()
      await closeLive(parts)
    },
  }
}

/** What answers requests: by the short way where it can, else Express and Apollo. */
async function openHttp(
  options: AppOptions,
  {
    health,
    compiled,
    ...built
  }: Pick<App, 'schema' | 'parts' | 'catalogue' | 'health'> & { readonly compiled: CompiledOperations },
): Promise<{ readonly answer: RequestListener; stop(): Promise<void> }> {
  const { baseDomain, isProduction, mountExplorer = () => undefined } = options
  const way = createShortWay(built.schema, compiled)
  const apollo = createApolloServer({ ...built, compiled, way })
  await apollo.start()
  const place = { ...built, baseDomain, isProduction }
  const routes = createRoutes({ ...place, apollo, health, mountExplorer })
  return { answer: shortWayFirst({ ...place, way, tell }, maxBody, routes), stop: () => apollo.stop() }
}

/** What changes of accounts and rights do: viewers that are known are forgotten, and sockets looked at. */
function hearing(viewers: KnownViewers, rights: SocketRights): Pick<App, 'accountChanged' | 'rightsChanged'> {
  const firstWord = (payload: string): string => payload.split(' ')[0] ?? ''
  return {
    accountChanged(payload) {
      // `<church> <user>` …
      viewers.forget(payload && firstWord(payload))
      rights.accountChanged(payload)
    },
    rightsChanged(payload) {
      // `<schema>` …
      viewers.forget(payload && firstWord(payload).slice('c_'.length))
      rights.rightsChanged(payload)
    },
  }
}

/** Sends what is committed, and then hears nothing more. */
async function closeLive({ relay, live, changes }: Parts): Promise<void> {
  await relay.close()
  await live.close()
  await changes.close()
}

async function buildParts(options: AppOptions, catalogue: Catalogue): Promise<Parts> {
  const { gate, pool, limits, seals, files, privateKey, baseDomain, dns = createDns(), clock, log } = options
  const { isProduction, trustProxy = 0, documents = anyDocument, isRateLimited = true } = options
  const { previousKeys = [], pagesUrl = `https://{church}.${baseDomain}` } = options
  const tokens = await createAccessTokens({ privateKey, previousKeys, issuer: `https://api.${baseDomain}`, clock })
  const live = buildHub(options, catalogue)
  const publish = async ({ church, body }: Stored): Promise<void> => {
    const message = parseLiveMessage(body)
    // notifications alone writes this topic, and only what the parser reads.
    if (!message) throw new Error('The outbox holds a notification that cannot be read.')
    await live.publish(church, message)
  }
  const changes = createChangeFeed(options)
  const publishChanges = async ({ church, body }: Stored): Promise<void> => {
    const parsed = parseChanges(body)
    // What cannot be read is lost to nobody: listeners are told no more than to fetch anew.
    await changes.publish(church, parsed ?? { v: 1, changes: null })
  }
  const topics = { [notificationTopic]: publish, [changeTopic]: publishChanges }
  const relay = startRelay({ cells: gate.cells, openOutbox: (cell) => gate.outbox(cell), topics, log })
  const originOf = readOrigins(trustProxy, log)
  const policy = { originOf, documents, isProduction, isRateLimited, pagesUrl }
  const keyUses = createKeyUses({ desk: (churchId) => gate.control(churchId), clock, log })
  const reactions = [
    ...[...documentReactions, ...householdReactions, ...ministryReactions],
    ...invitationReactions,
    ...[...applicationReactions, ...workflowReactions, ...registrationReactions, ...resourceReactions],
    ...[...notificationReactions, ...importReactions],
  ]
  const fileLinks = createFileLinks(privateKey)
  const findViewer = findViewersTogether(gate, clock)
  const viewers = createKnownViewers(clock)
  const told = { relay, live, changes, findViewer, viewers, reactions, keyUses, files, fileLinks }
  return { ...told, gate, catalogue, pool, limits, ...policy, tokens, seals, clock, log, dns, baseDomain }
}

function openCompiled(schema: GraphQLSchema, { compileAfter: after = 3 }: AppOptions): CompiledOperations {
  return after ? createCompiledOperations(schema, { anything: JsonScalar.name, after }) : noCompiledOperations
}

function buildHub({ gate, pubSub, log }: AppOptions, catalogue: Catalogue): Hub {
  const read = async <T>(key: string, work: (db: ReturnType<Gate['church']>['db']) => Promise<T>): Promise<T> => {
    // Each time: a church keeps its key, its channel and its sequence when it moves.
    const session = gate.church({ cell: await catalogue.cellOf(key), key })
    try {
      return await work(session.db)
    } finally {
      await session.end()
    }
  }
  return createHub({
    pubSub,
    log,
    currentSeq: (church) => read(church, newestSequence),
    readMissed: ({ church, ...stretch }) => read(church, (db) => missedMessages(db, stretch)),
  })
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.removeListener('error', reject)
      // A server that listens on a port has an address with one.
      resolve((server.address() as AddressInfo).port)
    })
  })
}

async function closeServer(server: Server, sockets: Sockets): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  await sockets.drain()
  // A connection that is kept alive falls idle with its last answer, at any time from now on.
  const sweep = setInterval(() => server.closeIdleConnections(), 50)
  await closed
  clearInterval(sweep)
}
