import type { CompiledQuery, QueryResult } from 'kysely'
import type { PoolClient } from 'pg'
import { endTransaction } from './end-transaction.js'
import type { LendingPool, Loan } from './lending-pool.js'
import { type NameOf, namedStatementsOf, statementOf } from './named-statements.js'
import { sendTogether } from './send-together.js'

/** What a transaction is opened with. */
export interface Entrance {
  /** Where it stands: what is known of this place is known again where the name is the same. */
  readonly place: string
  /** The statements that open it, as one message. */
  readonly opening: string
}

/**
 * A transaction whose opening has been sent. Where the pool's connections pipeline, its statements and its end are sent
 * without waiting for the answers in front, together with what else is sent in the same moment; PostgreSQL answers in the
 * order of sending. On other connections each is sent after the answer to the one before, and none behind an opening that
 * failed.
 *
 * An opening that fails fails every statement, whatever PostgreSQL made of it: nothing that was done outside of the opened
 * transaction reaches anybody. PostgreSQL refuses it, too: either the transaction has begun and is broken, or the login
 * that owns nothing has no path on which to find a table.
 */
export class Entered {
  /** The answer to the opening. Whoever asks is told; nobody has to. */
  readonly opened: Promise<unknown>
  readonly #client: PoolClient
  readonly #pool: LendingPool
  readonly #loan: Loan
  readonly #pipelines: boolean
  readonly #nameOf: NameOf | null
  #last: Promise<unknown>
  /** Why the first statement failed that did. */
  #fault: unknown
  #isOpen: boolean | null = null

  private constructor(pool: LendingPool, loan: Loan, { place, opening }: Entrance) {
    const { client, met, owed } = loan
    this.#pool = pool
    this.#loan = loan
    this.#client = client
    this.#pipelines = pool.options.pipeline === true
    met.meet(place)
    this.#nameOf = namedStatementsOf(pool)?.at(met, place) ?? null
    if (this.#pipelines) sendTogether(client)
    this.opened = client.query(owed === '' ? opening : `${owed}; ${opening}`)
    this.#last = this.opened.then(
      () => (this.#isOpen = true),
      // Whoever asks is told; nobody has to.
      () => (this.#isOpen = false),
    )
  }

  /** Borrows a connection of `pool` and begins. */
  static async on(pool: LendingPool, entrance: Entrance): Promise<Entered> {
    return new Entered(pool, await pool.lend(entrance.place), entrance)
  }

  /**
   * Commits this transaction and opens another on its connection. Both are one message: nothing of it is sent twice or to
   * two connections, also where a pooler in between hands them out by transaction.
   */
  commitInto(entrance: Entrance): Entered {
    return new Entered(this.#pool, { ...this.#loan, owed: 'commit' }, entrance)
  }

  /** Whether the opening has succeeded; null before it is known. */
  get isOpen(): boolean | null {
    return this.#isOpen
  }

  /** Sends one statement. One that fails only because another did before throws what that other threw. */
  async ask<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      const { rows, rowCount } = await this.#send(() =>
        this.#client.query<Row & object>(statementOf(sql, parameters, this.#nameOf)),
      )
      if (!this.#isOpen) await this.opened
      return { rows, numAffectedRows: BigInt(rowCount ?? 0) }
    } catch (error) {
      // The opening's error goes before that of a statement, which could only say that it stood behind it.
      await this.opened
      throw this.#faultBehind(error)
    }
  }

  /** Ends the transaction behind everything that was sent, then gives the connection back; see `endTransaction`. */
  end(how: 'commit' | 'rollback'): Promise<void> {
    const end = (): Promise<void> => endTransaction(this.#pool, this.#loan, { how, opened: this.opened })
    if (!this.#pipelines) return this.#last.then(end)
    sendTogether(this.#client)
    return end()
  }

  /**
   * Ends a transaction that has only read, behind everything that was sent. After reads that succeeded its connection is free
   * for the next at once: there is nothing to lose, and what the next one says comes behind it.
   */
  async leave(how: 'commit' | 'rollback'): Promise<void> {
    if (this.#pipelines && this.#isOpen && how === 'commit') this.#pool.giveBack(this.#loan, how)
    else await this.end(how)
  }

  /** Answers come in the order of sending: the first fault is known before those behind it are. */
  #faultBehind(error: unknown): unknown {
    const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : null
    // The transaction is aborted; a name that came with the failed statement is not known.
    if (this.#fault !== undefined && (code === '25P02' || code === '26000')) return this.#fault
    this.#fault ??= error
    return error
  }

  #send<T>(send: () => Promise<T>): Promise<T> {
    if (this.#pipelines) {
      sendTogether(this.#client)
      return send()
    }
    const turn = this.#last.then(() => this.opened).then(send)
    this.#last = turn.catch(() => undefined)
    return turn
  }
}
