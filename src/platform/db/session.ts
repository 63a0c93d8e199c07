import type { CompiledQuery, DatabaseConnection, Kysely, QueryResult } from 'kysely'
import type { Pool, PoolClient } from 'pg'
import { endTransaction } from './end-transaction.js'
import { askOn, connectionOn, handleOn } from './handle-on.js'
import { namedStatementsOf, type NamedStatements } from './named-statements.js'
import { Reading } from './reading.js'

/** What a transaction will do; a READ one is refused its writes by the database (25006). */
export type Mode = 'READ' | 'WRITE'

/** The statements that open a transaction, as one message: begin, then everything that says where and as whom. */
export type Opening = (mode: Mode) => string

/**
 * One ctx's way to one database: at most one connection and one transaction at any time.
 *
 * Reads through `db` share one read-only transaction, opened by the first of them; they are sent without waiting for each
 * other (see `Reading`). A read that fails is rolled back; those it spoilt are sent again in a new transaction, and their
 * callers never hear of it. `transaction` ends the reading one and writes on a handle of its own.
 */
export class Session<Tables> {
  readonly #pool: Pool
  readonly #opening: Opening
  /** The writing transaction or the end that was asked for last; what was asked for after it waits for it. */
  #turn: Promise<unknown> = Promise.resolve()
  /** Reads that were asked for and have no answer yet. */
  readonly #asked = new Set<Promise<unknown>>()
  #reading: Reading | null = null
  /** The end of the last reading: until then it has our connection. */
  #ended: Promise<void> = Promise.resolve()
  #state: 'open' | 'writing' | 'ended' = 'open'
  #db: Kysely<Tables> | null = null

  constructor(pool: Pool, opening: Opening) {
    this.#pool = pool
    this.#opening = opening
  }

  /** The handle for reads. Throws while a writing transaction runs, and after `end`. */
  get db(): Kysely<Tables> {
    // Made when it is first asked for: most deliveries to sockets read nothing.
    return (this.#db ??= this.#makeHandle())
  }

  /**
   * Runs `work` in a writing transaction: commits when `keeps` says so of its outcome, otherwise rolls back and hands the
   * outcome on all the same. A throw rolls back and is thrown on. The handle given to `work` ends with it.
   */
  async transaction<T>(work: (db: Kysely<Tables>) => Promise<T>, keeps: (outcome: T) => boolean): Promise<T> {
    this.#assertOpen()
    return this.#alone(async () => {
      await this.#endReading('commit')
      const client = await this.#begin()
      this.#state = 'writing'
      try {
        return await runTransaction({ client, named: namedStatementsOf(this.#pool) }, work, keeps)
      } finally {
        this.#state = 'open'
      }
    })
  }

  /**
   * Ends the reading transaction; resolves when the connection has been given back, for which no answer needs to wait.
   * Nothing can be read afterwards. Never throws.
   */
  async end(): Promise<void> {
    if (this.#state === 'ended') return
    this.#state = 'ended'
    await this.#alone(() => this.#endReading('commit'))
  }

  #makeHandle(): Kysely<Tables> {
    const connection = connectionOn((query) => this.#read(query))
    return handleOn<Tables>({ provideConnection: (use) => use(connection) })
  }

  async #read<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    this.#assertOpen()
    const answer = this.#turn.then(() => this.#ask<Row>(query))
    this.#asked.add(answer)
    try {
      return await answer
    } finally {
      this.#asked.delete(answer)
    }
  }

  /** Ends after as many rounds as there are reads at most: each round lost takes the read with it that lost it. */
  async #ask<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const named = namedStatementsOf(this.#pool)
    for (;;) {
      const wasOn = named?.isOn ?? false
      this.#reading ??= new Reading(this.#pool, this.#opening('READ'), this.#ended)
      const reading = this.#reading
      try {
        return await reading.query<Row>(query)
      } catch (error) {
        // Answers come in the order of sending: whoever finds the reading still in place is the one that broke it.
        const isOurs = this.#reading === reading
        if (isOurs) void this.#endReading('rollback')
        if (isOurs && wasOn && named?.gaveUpAt(error)) continue
        if (isOurs || reading.hasFailedToOpen) throw error
      }
    }
  }

  #assertOpen(): void {
    if (this.#state === 'writing') {
      throw new Error('This handle stands outside the transaction that is running: use the ctx given to its work.')
    }
    if (this.#state === 'ended') throw new Error('This handle was used after its request had ended.')
  }

  async #begin(): Promise<PoolClient> {
    const client = await this.#pool.connect()
    try {
      // Nothing is sent behind it before it has succeeded: a statement that writes must not run outside of it.
      await client.query(this.#opening('WRITE'))
      return client
    } catch (error) {
      // A connection whose opening failed may stand inside an aborted transaction: nobody may get it next.
      client.release(true)
      throw error
    }
  }

  async #endReading(how: 'commit' | 'rollback'): Promise<void> {
    const reading = this.#reading
    this.#reading = null
    if (reading) this.#ended = reading.end(how)
    await this.#ended
  }

  /** Runs `work` after everything that was asked for before, and before everything that is asked for later. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = Promise.allSettled([this.#turn, ...this.#asked]).then(work)
    this.#turn = turn.catch(() => undefined)
    return turn
  }
}

async function runTransaction<Tables, T>(
  { client, named }: { readonly client: PoolClient; readonly named: NamedStatements | null },
  work: (db: Kysely<Tables>) => Promise<T>,
  keeps: (outcome: T) => boolean,
): Promise<T> {
  let over = false
  let last: Promise<unknown> = Promise.resolve()
  const provideConnection = <R>(use: (connection: DatabaseConnection) => Promise<R>): Promise<R> => {
    if (over) throw new Error('This handle was used after its transaction had ended.')
    const turn = last.then(() => use(connectionOn(askOn(client, named))))
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
    // What was half written is rolled back with the rest; the next transaction sends no names.
    named?.gaveUpAt(error)
    // After endTransaction the connection is no longer ours; it sets `over` apart from a failure of the work.
    if (!over) {
      over = true
      await last
      await endTransaction(client, 'rollback').catch(() => undefined)
    }
    throw error
  }
}
