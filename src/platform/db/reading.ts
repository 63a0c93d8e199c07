import type { CompiledQuery, QueryResult } from 'kysely'
import type { Pool, PoolClient } from 'pg'
import { endTransaction } from './end-transaction.js'
import { namedStatementsOf, type NamedStatements, statementOf } from './named-statements.js'
import { meet } from './places-met.js'
import { sendTogether } from './send-together.js'

/** A connection whose opening has been sent, and the answer to that opening. */
interface Entered {
  readonly client: PoolClient
  readonly opened: Promise<unknown>
}

/**
 * One read-only transaction. Its opening, its statements and its end are sent without waiting for each other's answers
 * where the pool's connections can do that (`pipeline`); PostgreSQL answers in the order of sending. On other connections
 * they take turns.
 *
 * An opening that fails fails every read, whatever PostgreSQL made of the statements behind it: no row that was read
 * outside of the opened transaction reaches anybody.
 */
export class Reading {
  readonly #entered: Promise<Entered>
  readonly #pipelines: boolean
  readonly #named: NamedStatements | null
  #last: Promise<unknown> = Promise.resolve()
  #isOpen: boolean | null = null

  /** Takes a connection of `pool` once `free` is settled, and begins with the statements of `opening`. */
  constructor(pool: Pool, opening: string, free: Promise<unknown>) {
    this.#pipelines = pool.options.pipeline === true
    this.#named = namedStatementsOf(pool)
    this.#entered = free.then(() => this.#enter(pool, opening))
    // Whoever reads is told; nobody has to.
    this.#entered.catch(() => (this.#isOpen = false))
  }

  /** Whether it came to nothing: no connection was to be had, or its opening failed. */
  get hasFailedToOpen(): boolean {
    return this.#isOpen === false
  }

  /** Sends one statement. Once one has failed, those behind it fail too: the transaction is over then. */
  async query<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { client, opened } = await this.#entered
    const sent = this.#send(client, () => client.query<Row & object>(statementOf(sql, parameters, this.#named)))
    // The opening's error goes before that of a statement, which could only say that it stood behind it.
    const { rows, rowCount } = await sent.catch(async (error: unknown) => {
      await opened
      throw error
    })
    await opened
    return { rows, numAffectedRows: BigInt(rowCount ?? 0) }
  }

  /** Ends the transaction behind everything that was sent, then gives the connection back. Never throws. */
  async end(how: 'commit' | 'rollback'): Promise<void> {
    try {
      const { client, opened } = await this.#entered
      await this.#send(client, () => endTransaction(client, how, opened))
    } catch {
      // Nothing was written. A connection that breaks here is closed, and the next one is another.
    }
  }

  async #enter(pool: Pool, opening: string): Promise<Entered> {
    const client = await pool.connect()
    meet(client, opening)
    const opened = this.#send(client, () => client.query(opening)).then(
      () => (this.#isOpen = true),
      (error: unknown) => {
        this.#isOpen = false
        throw error
      },
    )
    opened.catch(() => undefined)
    return { client, opened }
  }

  #send<T>(client: PoolClient, send: () => Promise<T>): Promise<T> {
    if (this.#pipelines) {
      sendTogether(client)
      return send()
    }
    const turn = this.#last.then(send)
    this.#last = turn.catch(() => undefined)
    return turn
  }
}
