import pg from 'pg'
import type { Log } from '../log.js'
import { LendingPool } from './lending-pool.js'
import { nameStatementsOf } from './named-statements.js'

const { builtins, getTypeParser } = pg.types
const asText = (text: string): string => text
// `2026-03-01 10:00:00.12+00` becomes `2026-03-01T10:00:00.12Z` by slicing: the logins run in UTC.
const asInstant = (text: string): string => `${text.slice(0, 10)}T${text.slice(11, -3)}Z`

// Array types have no name in pg.types.builtins; their numbers are those of PostgreSQL's pg_type.
const arrays = { text: 1009, timestamp: 1115, date: 1182, timestamptz: 1185, uuid: 2951 }
// pg reads text[] into its elements, which are texts or null; its types do not say so.
const asTexts = getTypeParser(arrays.text) as (text: string) => readonly (string | null)[]

// No id holds what would have to be quoted, so there is nothing to read but commas.
const asIds = (text: string): readonly (string | null)[] =>
  text === '{}'
    ? []
    : text
        .slice(1, -1)
        .split(',')
        .map((id) => (id === 'NULL' ? null : id))

// Dates stay text. pg would read a `date` as local midnight, which is the day before for servers east of Greenwich.
const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [builtins.DATE, asText],
  [builtins.TIMESTAMP, asText],
  [builtins.TIMESTAMPTZ, asInstant],
  [builtins.INTERVAL, asText],
  [arrays.uuid, asIds],
  [arrays.date, asTexts],
  [arrays.timestamp, asTexts],
  [arrays.timestamptz, (text) => asTexts(text).map((element) => element && asInstant(element))],
])

/** How a connection reads PostgreSQL's types: days, moments and spans as text (`LocalDate`, `Instant`), bigint too. */
const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: (oid, format): unknown =>
    (format === 'binary' ? undefined : parsers.get(oid)) ?? getTypeParser(oid, format),
}

/** How long the database may take to answer at all, in milliseconds: longer, and it is away. */
const reachedWithin = 3000
/**
 * How long to wait for a connection that others have, in milliseconds. A thousand screens that ask at once are served one
 * after the other; refused early, they would ask again, and the work that was begun for them would be lost.
 */
const freeWithin = 10_000

class Client extends pg.Client {
  constructor(config: pg.ClientConfig = {}) {
    super({ ...config, connectionTimeoutMillis: reachedWithin })
  }
}

/** Connections to one database under one login. */
export type Pool = LendingPool

/** What a pool needs to know. */
export interface PoolOptions {
  readonly url: string
  /** The most connections this process may hold. */
  readonly max: number
  readonly log: Log
  /**
   * Whether statements are sent before those in front are answered, which saves a request its waiting; such connections
   * refuse COPY and cursors. False unless it is asked for.
   */
  readonly pipeline?: boolean
  /** Whether connections keep often sent statements under names; false unless asked for, and never behind a pooler. */
  readonly prepares?: boolean
  /** Megabytes that a connection may keep of the places it has met, such as churches, before it is replaced. */
  readonly mostKept?: number
}

/**
 * Connections to one database under one login.
 *
 * They are replaced after some ten minutes, and when they have met so many places that their backends would grow beyond
 * 150 MB, whatever was asked there (docs/benchmarks.md).
 */
export function createPool(options: PoolOptions): Pool {
  const { url, max, log, pipeline = false, prepares = false, mostKept } = options
  const pool = new LendingPool({
    connectionString: url,
    max,
    pipeline,
    types: typeParsers,
    application_name: 'faithflow',
    Client,
    connectionTimeoutMillis: freeWithin,
    idleTimeoutMillis: 30_000,
    // Each process and pool its own, or all connections of a fleet would end in the same second.
    maxLifetimeSeconds: 540 + Math.floor(Math.random() * 120),
    allowExitOnIdle: false,
    ...(mostKept !== undefined && { mostKept }),
  })
  if (prepares) nameStatementsOf(pool)
  // One that breaks while a request has it, between two queries, is told by the next query; unheard it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  // A connection that breaks while idle leaves the pool by itself; without a listener it would end the process.
  pool.on('error', (error) => log.warn({ error: error.message }, 'an idle database connection broke'))
  return pool
}
