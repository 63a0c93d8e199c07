import { giveRole, type SystemRole } from '../../src/access/index.js'
import { type App, buildApp } from '../../src/app/build-app.js'
import { addRefreshToken, addUser, openSession } from '../../src/identity/index.js'
import { newPrivateKey } from '../../src/platform/access-tokens.js'
import { systemClock } from '../../src/platform/clock.js'
import { folderStore } from '../../src/platform/files/folder-store.js'
import { newId } from '../../src/platform/ids.js'
import { createInProcessLimits } from '../../src/platform/limits/in-process-limits.js'
import { createLog } from '../../src/platform/log.js'
import { createInProcessPubSub } from '../../src/platform/redis/in-process-pub-sub.js'
import { createSeals } from '../../src/platform/seals.js'
import type { Gate } from '../../src/platform/tenancy/gate.js'
import type { Place } from '../../src/platform/tenancy/place.js'
import type { WarmPool } from '../../src/platform/tenancy/warm-pool.js'
import { Api } from '../../src/testing/api.js'
import type { Bed } from './bed.js'

/** A server that listens. */
export interface Served {
  readonly app: App
  readonly port: number
}

/** Starts a server over the bed's database; servers with the same key take each other's tokens. */
export const serve = ({ bed, gate, key }: { bed: Bed; gate: Gate; key: string }): Promise<Served> =>
  serveGate({ gate, pool: bed.pool, key })

/** As `serve`, over any databases. */
export async function serveGate({ gate, pool, key }: { gate: Gate; pool: WarmPool; key: string }): Promise<Served> {
  const log = createLog('warn')
  const options = { baseDomain: 'localhost', isProduction: true, clock: systemClock, log, privateKey: key }
  const app = await buildApp({
    ...options,
    seals: createSeals({ key: Buffer.alloc(32) }),
    // Nothing is uploaded here.
    files: folderStore('/nowhere'),
    gate,
    pool,
    pubSub: createInProcessPubSub({ log }),
    limits: createInProcessLimits(),
    isRateLimited: false,
  })
  return { app, port: await app.listen(0, '127.0.0.1') }
}

/** A client of one church. */
export const apiFor = ({ port, subdomain, token }: { port: number; subdomain: string; token: string }): Api =>
  new Api({ port, host: `${subdomain}.localhost`, token })

/** Where a church's tables are. */
export async function placeOf({ database }: Bed, subdomain: string): Promise<Place> {
  const { rows } = await database.owner.query<{ key: string }>(
    'select substr(schema_name, 3) as key from control.church where subdomain = $1',
    [subdomain],
  )
  return { cell: 'main', key: rows[0]?.key ?? '' }
}

/** A token of somebody new in a church, who may see everything that is measured. */
export async function tokenFor(
  { database }: Bed,
  { app, subdomain, role = 'PASTOR' }: { app: App; subdomain: string; role?: SystemRole },
): Promise<string> {
  const church = await app.catalogue.findChurch(subdomain)
  const userId = newId(systemClock)
  const email = `${userId}@bench.example`
  const user = { id: userId, churchId: church.id, email, name: 'Bench', passwordHash: 'none' }
  await database.gate.control(church.id).write((control) => addUser(control, user))
  const session = database.gate.church({ cell: church.cell, key: church.placeKey })
  await session.transaction(
    (db) => giveRole(db, systemClock, { userId, role }),
    () => true,
  )
  const { tokens } = app.parts
  const origin = { requestId: userId, ip: null, userAgent: null }
  const owner = { userId, churchId: church.id, epoch: 1 }
  const { session: begun, row } = await openSession({ tokens, clock: systemClock, origin }, owner)
  await database.gate.control(church.id).write((control) => addRefreshToken(control, row, systemClock.now()))
  return begun.accessToken
}

/** A server, and a client of each of some churches. */
export interface Clients {
  readonly apis: readonly Api[]
  readonly close: () => Promise<void>
}

/** Starts a server over the bed's gate, unless another is given, and somebody signed in to each church. */
export async function clientsOf(
  bed: Bed,
  { subdomains, gate = bed.database.gate }: { readonly subdomains: readonly string[]; readonly gate?: Gate },
): Promise<Clients> {
  const { app, port } = await serve({ bed, gate, key: newPrivateKey() })
  const apis: Api[] = []
  for (const subdomain of subdomains) {
    apis.push(apiFor({ port, subdomain, token: await tokenFor(bed, { app, subdomain }) }))
  }
  return { apis, close: () => app.close() }
}

/** Sends a request that has to succeed. */
export async function ask(api: Api | undefined, query: string): Promise<void> {
  if (!api) throw new Error('There is no such client.')
  const { status, errors, text } = await api.sendText(query)
  if (status !== 200 || errors.length > 0) throw new Error(text)
}
