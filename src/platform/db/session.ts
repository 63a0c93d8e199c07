import {
  type CompiledQuery,
  type ConnectionProvider,
  type DatabaseConnection,
  DefaultQueryExecutor,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type { Pool, PoolClient } from 'pg'

/** What a transaction will do; a READ one is refused its writes by the database (25006). */
export type Mode = 'READ' | 'WRITE'

/** The statements that open a transaction, as one message: begin, then everything that says where and as whom. */
export type Opening = (mode: Mode) => string

/**
 * One ctx's way to one database: at most one connection and one transaction at any time.
 *
 * Reads through `db` share one read-only transaction, opened by the first of them; they take turns. A read that fails is
 * rolled back and the next one opens anew. `transaction` ends the reading one and writes on a handle of its own.
 */
export class Session<Tables> {
  /** The handle for reads. Throws while a writing transaction runs, and after `end`. */
  readonly db: Kysely<Tables>
  readonly #pool: Pool
  readonly #opening: Opening
  #last: Promise<unknown> = Promise.resolve()
  #reading: PoolClient | null = null
  #state: 'open' | 'writing' | 'ended' = 'open'

  constructor(pool: Pool, opening: Opening) {
    this.#pool = pool
    this.#opening = opening
    this.db = handleOn<Tables>({ provideConnection: (use) => this.#read(use) })
  }

  /**
   * Runs `work` in a writing transaction: commits when `keeps` says so of its outcome, otherwise rolls back and hands the
   * outcome on all the same. A throw rolls back and is thrown on. The handle given to `work` ends with it.
   */
  async transaction<T>(work: (db: Kysely<Tables>) => Promise<T>, keeps: (outcome: T) => boolean): Promise<T> {
    this.#assertOpen()
    return this.#inTurn(async () => {
      // Nothing was written, so a connection that breaks here costs nothing: the next one is another.
      await this.#endReading('commit').catch(() => undefined)
      const client = await this.#begin('WRITE')
      this.#state = 'writing'
      try {
        return await runTransaction(client, work, keeps)
      } finally {
        this.#state = 'open'
      }
    })
  }

  /** Ends the reading transaction and gives the connection back. Nothing can be read afterwards. Never throws. */
  async end(): Promise<void> {
    if (this.#state === 'ended') return
    this.#state = 'ended'
    await this.#inTurn(() => this.#endReading('commit')).catch(() => undefined)
  }

  #read<T>(use: (connection: DatabaseConnection) => Promise<T>): Promise<T> {
    this.#assertOpen()
    return this.#inTurn(async () => {
      this.#reading ??= await this.#begin('READ')
      try {
        return await use(connectionOn(this.#reading))
      } catch (error) {
        await this.#endReading('rollback').catch(() => undefined)
        throw error
      }
    })
  }

  #assertOpen(): void {
    if (this.#state === 'writing') {
      throw new Error('This handle stands outside the transaction that is running: use the ctx given to its work.')
    }
    if (this.#state === 'ended') throw new Error('This handle was used after its request had ended.')
  }

  async #begin(mode: Mode): Promise<PoolClient> {
    const client = await this.#pool.connect()
    try {
      await client.query(this.#opening(mode))
      return client
    } catch (error) {
      // A connection whose opening failed may stand inside an aborted transaction: nobody may get it next.
      client.release(true)
      throw error
    }
  }

  async #endReading(how: 'commit' | 'rollback'): Promise<void> {
    const client = this.#reading
    this.#reading = null
    if (client) await endTransaction(client, how)
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work)
    this.#last = turn
    return turn
  }
}

async function runTransaction<Tables, T>(
  client: PoolClient,
  work: (db: Kysely<Tables>) => Promise<T>,
  keeps: (outcome: T) => boolean,
): Promise<T> {
  let over = false
  let last: Promise<unknown> = Promise.resolve()
  const provideConnection = <R>(use: (connection: DatabaseConnection) => Promise<R>): Promise<R> => {
    if (over) throw new Error('This handle was used after its transaction had ended.')
    const turn = last.then(() => use(connectionOn(client)))
    last = turn.catch(() => undefined)
    return turn
  }

  try {
    const outcome = await work(handleOn<Tables>({ provideConnection }))
    over = true
    await last
    await endTransaction(client, keeps(outcome) ? 'commit' : 'rollback')
    return outcome
  } catch (error) {
    // After endTransaction the connection is no longer ours; it sets `over` apart from a failure of the work.
    if (!over) {
      over = true
      await last
      await endTransaction(client, 'rollback').catch(() => undefined)
    }
    throw error
  }
}

async function endTransaction(client: PoolClient, how: 'commit' | 'rollback'): Promise<void> {
  try {
    const answer = await client.query(how)
    // PostgreSQL answers the COMMIT of an aborted transaction with ROLLBACK, and no error.
    if (how === 'commit' && answer.command !== 'COMMIT') {
      throw new Error('The transaction could not be committed: one of its statements had failed.')
    }
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
}

const compiler = new PostgresQueryCompiler()
const adapter = new PostgresAdapter()
const refuseToBegin = (): never => {
  throw new Error('Transactions are opened by inTransaction() or the control desk, which know whose they are.')
}
const dialect = new PostgresDialect({ pool: () => refuseToBegin() })
const driver: Driver = {
  init: async () => undefined,
  acquireConnection: refuseToBegin,
  beginTransaction: refuseToBegin,
  commitTransaction: refuseToBegin,
  rollbackTransaction: refuseToBegin,
  releaseConnection: async () => undefined,
  destroy: async () => undefined,
}

function handleOn<Tables>(connections: ConnectionProvider): Kysely<Tables> {
  const executor = new DefaultQueryExecutor(compiler, adapter, connections)
  return new Kysely<Tables>({ config: { dialect }, dialect, driver, executor })
}

function connectionOn(client: PoolClient): DatabaseConnection {
  return {
    async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
      const { rows, rowCount } = await client.query<Row & object>(query.sql, [...query.parameters])
      return { rows, numAffectedRows: BigInt(rowCount ?? 0) }
    },
    streamQuery: () => {
      throw new Error('Rows are not streamed through a request: exports open a connection of their own.')
    },
  }
}
