import type { CompiledQuery, Kysely, QueryResult, SelectQueryBuilder } from 'kysely'
import type { PoolClient, QueryArrayConfig } from 'pg'
import { endTransaction } from './end-transaction.js'
import { askOn, connectionOn, handleOn } from './handle-on.js'
import type { LendingPool } from './lending-pool.js'
import type { Opening } from './session.js'

/** A row as texts, in the order of the columns it was selected by. */
export type TextRow = readonly (string | null)[]

/** One of so many that may do something at a time: in this church, and in all processes together. */
export interface Turn {
  readonly name: string
  readonly most: number
}

/**
 * One read-only transaction for a reader who may be slow: the transaction, its snapshot and its connection stay until
 * `end`. The connection is of a pool of its own, so that no request waits for it.
 */
export interface LongReading<Tables> {
  /** Its `stream` and `inBatches` read by a cursor; one at a time. */
  readonly db: Kysely<Tables>
  /**
   * Takes one turn of each; false when there is none left of one. They are locks of the transaction: given back with it,
   * whatever ends it, even the death of this process. Never waits.
   */
  takeTurns(turns: readonly Turn[]): Promise<boolean>
  /** Ends the transaction and gives the connection back. Repeating it does nothing; never throws. */
  end(): Promise<void>
}

/** How long a reader may take nothing before PostgreSQL ends the transaction; the answer is cut earlier. */
const idle = `set local idle_in_transaction_session_timeout = '2min'`

/** Opens one on a connection of `pool`; null, without waiting, when all of them are taken. Throws when none is to be had. */
export async function openLongReading<Tables>(
  pool: LendingPool,
  opening: Opening,
): Promise<LongReading<Tables> | null> {
  const taken = pool.totalCount - pool.idleCount + pool.waitingCount
  if (taken >= (pool.options.max ?? 0)) return null
  const { place, opening: begin } = opening('READ')
  const loan = await pool.lend(place)
  const { client, met } = loan
  met.meet(place)
  try {
    await client.query(`${begin}; ${idle}`)
  } catch (error) {
    // It may stand inside an aborted transaction: nobody may get it next.
    pool.drop(loan)
    throw error
  }
  const connection = { ...connectionOn(askOn(client)), streamQuery: cursorOn(client) }
  let ended: Promise<void> | null = null
  return {
    db: handleOn<Tables>({ provideConnection: (use) => use(connection) }),
    async takeTurns(turns) {
      for (const turn of turns) if (!(await takeTurn(client, turn))) return false
      return true
    },
    end: () => (ended ??= endTransaction(pool, loan, { how: 'rollback' }).catch(() => undefined)),
  }
}

/** Locks are known to the whole database, whichever church takes them: the schema is part of their names. */
async function takeTurn(client: PoolClient, { name, most }: Turn): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    `select exists (
       select from generate_series(1, $2::int) as turn
       where pg_try_advisory_xact_lock(hashtextextended(current_schema() || ':' || $1::text || ':' || turn, 0))
     ) as taken`,
    [name, most],
  )
  return rows[0]?.taken ?? false
}

const asText = { getTypeParser: () => (text: string) => text }

/**
 * By a callback: of answers to promises pg keeps a chain that the collector of young objects cannot cut, and a file of
 * 50,000 rows would leave 100 MB of it (measured with --trace-gc, pg 8.23).
 */
const fetchTexts = (client: PoolClient, size: number): Promise<TextRow[]> =>
  new Promise((resolve, reject) => {
    const asked: QueryArrayConfig = { text: `fetch ${size} from long_rows`, rowMode: 'array', types: asText }
    client.query<(string | null)[]>(asked, (error: Error | null, answer) => {
      if (error) reject(error)
      else resolve(answer.rows)
    })
  })

/**
 * Rows by an SQL cursor, as arrays of texts. While somebody works on a batch, the next one is on its way, and no more than
 * that: a reader who is slow slows the cursor.
 */
const cursorOn = (client: PoolClient) =>
  async function* stream<Row>({ sql, parameters }: CompiledQuery, size = 500): AsyncGenerator<QueryResult<Row>> {
    await client.query(`declare long_rows no scroll cursor for ${sql}`, [...parameters])
    const next = () => {
      const asked = fetchTexts(client, size)
      // Whoever takes it is told; nobody has to.
      asked.catch(() => undefined)
      return asked
    }
    for (let coming = next(); ;) {
      const rows = await coming
      if (rows.length === 0) break
      coming = next()
      // Read as texts; kysely cannot know that.
      yield { rows: rows as readonly unknown[] as Row[] }
    }
    await client.query('close long_rows')
  }

/**
 * The rows of `query`, in batches of texts as PostgreSQL writes them; `db` is that of a long reading. Resolves with the
 * first batch at hand, so that what is wrong is known before anything has been sent.
 */
export async function inBatches<Tables, Table extends keyof Tables, Row>(
  db: Kysely<Tables>,
  query: SelectQueryBuilder<Tables, Table, Row>,
): Promise<AsyncIterable<readonly TextRow[]>> {
  const batches = db.getExecutor().stream<TextRow>(query.compile(), 250)[Symbol.asyncIterator]()
  const first = await batches.next()
  return (async function* all() {
    for (let batch = first; !batch.done; batch = await batches.next()) yield batch.value.rows
  })()
}
