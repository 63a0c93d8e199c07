import { Kysely, PostgresDialect } from 'kysely'
import type { PoolClient } from 'pg'
import type { OpenDatabase } from '../../src/app/open-database.js'
import { askOn, connectionOn, handleOn } from '../../src/platform/db/handle-on.js'
import type { ControlDesk } from '../../src/platform/db/handles.js'
import { createPool, type Pool } from '../../src/platform/db/pool.js'
import type { Session } from '../../src/platform/db/session.js'
import type { ChurchTables, ControlTables } from '../../src/platform/db/tables.generated.js'
import { createLog } from '../../src/platform/log.js'
import type { Gate } from '../../src/platform/tenancy/gate.js'
import { namesOf, type Place } from '../../src/platform/tenancy/place.js'

/** A gate that lets everybody through to one church, as the owner of all tables; reads only. */
export interface OpenGate {
  readonly gate: Gate
  close(): Promise<void>
}

/** As an ordinary server does it: each statement by itself, on whichever connection of the pool is free. */
export function onePerStatement(database: OpenDatabase, place: Place): OpenGate {
  const pools = poolsTo(database, place, false)
  const handle = <Tables>(pool: Pool) => new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const church = handle<ChurchTables>(pools.church)
  const control = handle<ControlTables>(pools.control)
  return openGate(database.gate, pools, {
    desk: { read: (work) => work(control), write: (work) => work(control) },
    session: () => sessionOf(church, async () => undefined),
  })
}

/** As the gate does it, without the gate: one connection for a request, statements sent without waiting for each other. */
export function onePerRequest(database: OpenDatabase, place: Place): OpenGate {
  const pools = poolsTo(database, place, true)
  const read: ControlDesk['read'] = async (work) => {
    const { db, end } = lazily<ControlTables>(pools.control)
    try {
      return await work(db)
    } finally {
      void end()
    }
  }
  return openGate(database.gate, pools, {
    desk: { read, write: read },
    session() {
      const { db, end } = lazily<ChurchTables>(pools.church)
      return sessionOf(db, end)
    },
  })
}

interface Pools {
  readonly church: Pool
  readonly control: Pool
}

function poolsTo({ ownerUrl }: OpenDatabase, place: Place, pipeline: boolean): Pools {
  const poolTo = (schema: string): Pool => {
    const url = new URL(ownerUrl)
    url.searchParams.set('options', `-c search_path=${schema}`)
    return createPool({ url: url.href, max: 15, log: createLog('warn'), pipeline })
  }
  return { church: poolTo(namesOf(place.key).schema), control: poolTo('control') }
}

function openGate(
  gate: Gate,
  pools: Pools,
  { desk, session }: { desk: ControlDesk; session: () => Session<ChurchTables> },
): OpenGate {
  return {
    gate: { ...gate, church: session, control: () => desk, catalogue: () => desk },
    close: async () => void (await Promise.all([pools.church.end(), pools.control.end()])),
  }
}

/** Only reads are measured; of a session they use the handle and its end. */
const sessionOf = (db: Kysely<ChurchTables>, end: () => Promise<void>): Session<ChurchTables> =>
  ({ db, end }) as unknown as Session<ChurchTables>

function lazily<Tables>(pool: Pool): { readonly db: Kysely<Tables>; readonly end: () => Promise<void> } {
  let taken: Promise<PoolClient> | null = null
  const connection = connectionOn(async (query) => {
    taken ??= pool.connect()
    return askOn(await taken)(query)
  })
  return {
    db: handleOn<Tables>({ provideConnection: (use) => use(connection) }),
    async end() {
      const client = taken
      taken = null
      ;(await client)?.release()
    },
  }
}
