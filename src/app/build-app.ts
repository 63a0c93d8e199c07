import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { GraphQLSchema } from 'graphql'
import { type Catalogue, createCatalogue } from '../churches/index.js'
import {
  type CompiledOperations,
  createCompiledOperations,
  noCompiledOperations,
} from '../platform/graphql/compiled/compiled-operations.js'
import { JsonScalar } from '../platform/graphql/scalars.js'
import { readMigrations } from '../platform/tenancy/migrations.js'
import type { AppOptions } from './app-options.js'
import { buildParts } from './build-parts.js'
import { noteLeaving } from './clients-gone.js'
import { createApolloServer, tell } from './graphql-over-http.js'
import { serveSockets, type Sockets } from './graphql-over-websocket.js'
import { createHealth, type Health } from './health.js'
import type { KnownViewers } from './known-viewers.js'
import { createOpenSockets } from './open-sockets.js'
import type { Parts } from './parts.js'
import { createRoutes, maxBody } from './routes.js'
import { buildSchema } from './schema.js'
import { shortWayFirst } from './short-way-first.js'
import { createShortWay } from './short-way.js'
import { cutOffSlow, slowClients, usualPatience } from './slow-requests.js'
import { createSocketRights, type SocketRights } from './socket-rights.js'
import { watchClosedChurches } from './watch-closed-churches.js'

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

function openCompiled(schema: GraphQLSchema, { compileAfter: after = 3 }: AppOptions): CompiledOperations {
  return after ? createCompiledOperations(schema, { anything: JsonScalar.name, after }) : noCompiledOperations
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
