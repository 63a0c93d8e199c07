import { Kysely, PostgresDialect } from 'kysely'
import { giveRole } from '../../src/access/index.js'
import { type App, buildApp } from '../../src/app/build-app.js'
import { addUser } from '../../src/identity/index.js'
import { newPrivateKey } from '../../src/platform/access-tokens.js'
import { systemClock } from '../../src/platform/clock.js'
import type { ControlDesk } from '../../src/platform/db/handles.js'
import { createPool } from '../../src/platform/db/pool.js'
import type { Session } from '../../src/platform/db/session.js'
import type { ChurchTables, ControlTables } from '../../src/platform/db/tables.generated.js'
import { newId } from '../../src/platform/ids.js'
import { createInProcessLimits } from '../../src/platform/limits/in-process-limits.js'
import { createLog } from '../../src/platform/log.js'
import { createInProcessPubSub } from '../../src/platform/redis/in-process-pub-sub.js'
import { createSeals } from '../../src/platform/seals.js'
import type { Gate } from '../../src/platform/tenancy/gate.js'
import { namesOf, type Place } from '../../src/platform/tenancy/place.js'
import { Api } from '../../src/testing/api.js'
import { statementsOf } from '../../src/testing/count-statements.js'
import type { Bed } from './bed.js'
import { type Figure, percentile, round, timed } from './measure.js'

const one = '{ viewer { email } }'
const six = `{ events(first: 5) { nodes { id } } announcements(first: 5) { nodes { id } } members(first: 5) { nodes { id } }
  notifications(first: 5) { nodes { id } } event(id: "01890a5d-ac96-774b-bcce-b302099a8057") { id } }`

/** How much longer a request takes behind the gate than one whose SQL goes straight to the tables. */
export async function measureGate(bed: Bed, rounds: number): Promise<readonly Figure[]> {
  const { gate } = bed.database
  const subdomain = 'bench-church-0'
  const place = await placeOf(bed, subdomain)
  const open = openGate(bed.database.ownerUrl, place, gate)
  const key = newPrivateKey()
  const gated = await serve({ bed, gate, key })
  const straight = await serve({ bed, gate: open.gate, key })
  try {
    const token = await tokenFor(bed, gated.app, subdomain)
    const api = (port: number): Api => new Api({ port, host: `${subdomain}.localhost`, token })
    const pair = { gated: api(gated.port), straight: api(straight.port), rounds }
    return [await compare(one, 1.35, pair), await compare(six, 1.15, pair)]
  } finally {
    await gated.app.close()
    await straight.app.close()
    await open.close()
  }
}

interface Pair {
  readonly gated: Api
  readonly straight: Api
  readonly rounds: number
}

async function compare(query: string, limit: number, { gated, straight, rounds }: Pair): Promise<Figure> {
  const times = { gated: [] as number[], straight: [] as number[] }
  const ask = async (api: Api): Promise<void> => {
    const { status, errors, text } = await api.sendText(query, {})
    if (status !== 200 || errors.length > 0) throw new Error(text)
  }
  for (let index = 0; index < 50; index += 1) await Promise.all([ask(gated), ask(straight)])
  const sent = (await statementsOf(() => ask(straight))).length
  // Turn by turn, so that whatever else the machine does befalls both.
  for (let index = 0; index < rounds; index += 1) {
    times.gated.push(await timed(() => ask(gated)))
    times.straight.push(await timed(() => ask(straight)))
  }
  const [with_, without] = [percentile(times.gated, 50), percentile(times.straight, 50)]
  const ratio = with_ / without
  return {
    name: `the gate, a request of ${sent - 1} church and 1 control statements`,
    measured: `${round(ratio)} × (${round(with_)} ms, without ${round(without)} ms)`,
    wanted: `≤ ${limit} ×`,
    reached: ratio <= limit,
  }
}

async function placeOf({ database }: Bed, subdomain: string): Promise<Place> {
  const { rows } = await database.owner.query<{ key: string }>(
    'select substr(schema_name, 3) as key from control.church where subdomain = $1',
    [subdomain],
  )
  return { cell: 'main', key: rows[0]?.key ?? '' }
}

/** A gate that lets everybody through to one church: each statement by itself, as the owner. */
function openGate(ownerUrl: string, place: Place, gate: Gate): { readonly gate: Gate; close(): Promise<void> } {
  const straightTo = <Tables>(schema: string) => {
    const url = new URL(ownerUrl)
    url.searchParams.set('options', `-c search_path=${schema}`)
    const pool = createPool({ url: url.href, max: 15, log: createLog('warn') })
    return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  }
  const church = straightTo<ChurchTables>(namesOf(place.key).schema)
  const control = straightTo<ControlTables>('control')
  const desk: ControlDesk = { read: (work) => work(control), write: (work) => work(control) }
  // Only reads are measured; of a session they use the handle and its end.
  const session = { db: church, end: async () => undefined } as unknown as Session<ChurchTables>
  return {
    gate: { ...gate, church: () => session, control: () => desk, catalogue: () => desk },
    async close() {
      await church.destroy()
      await control.destroy()
    },
  }
}

async function serve({ bed, gate, key }: { bed: Bed; gate: Gate; key: string }): Promise<{ app: App; port: number }> {
  const log = createLog('warn')
  const options = { baseDomain: 'localhost', isProduction: true, clock: systemClock, log, privateKey: key }
  const limits = createInProcessLimits()
  const seals = createSeals({ key: Buffer.alloc(32) })
  const app = await buildApp({
    ...options,
    seals,
    gate,
    pool: bed.pool,
    pubSub: createInProcessPubSub({ log }),
    limits,
  })
  return { app, port: await app.listen(0, '127.0.0.1') }
}

async function tokenFor({ database }: Bed, app: App, subdomain: string): Promise<string> {
  const church = await app.catalogue.findChurch(subdomain)
  const userId = newId(systemClock)
  const user = { id: userId, churchId: church.id, email: 'bench@bench.example', name: 'Bench', passwordHash: 'none' }
  await database.gate.control(church.id).write((control) => addUser(control, user))
  const session = database.gate.church({ cell: church.cell, key: church.placeKey })
  await session.transaction(
    (db) => giveRole(db, systemClock, { userId, role: 'PASTOR' }),
    () => true,
  )
  const claims = { userId, churchId: church.id, sessionId: newId(systemClock), epoch: 1 }
  return (await app.parts.tokens.issue(claims, newId(systemClock))).token
}
