import { AsyncLocalStorage } from 'node:async_hooks'
import type { CompiledQuery, Kysely, QueryResult } from 'kysely'
import { type Entrance, Entered } from './entered.js'
import { connectionOn, handleOn } from './handle-on.js'
import type { LendingPool } from './lending-pool.js'
import { namedStatementsOf } from './named-statements.js'
import { Reading } from './reading.js'
import { RequestOver } from './request-over.js'
import { runWrite, type Write } from './writing.js'

/** What a transaction will do; a READ one is refused its writes by the database (25006). */
export type Mode = 'READ' | 'WRITE'

/** What a transaction is opened with: begin, then everything that says where and as whom. */
export type Opening = (mode: Mode) => Entrance

/** The session inside whose transaction the code runs: it tells a mistake from a neighbour, and never which to use. */
const inside = new AsyncLocalStorage<object>()

/**
 * One ctx's way to one database: at most one connection and one transaction at any time.
 *
 * Reads through `db` share one read-only transaction, opened by the first of them; they are sent without waiting for each
 * other (see `Reading`). A read that fails is rolled back; those it spoilt are sent again in a new transaction, and their
 * callers never hear of it. `transaction` ends the reading one and writes on a handle of its own.
 */
export class Session<Tables> {
  readonly #pool: LendingPool
  readonly #opening: Opening
  /** The writing transaction or the end that was asked for last, until it is over; what was asked for after it waits for it. */
  #turn: Promise<unknown> | null = null
  /** Reads that were asked for and have no answer yet. */
  readonly #asked = new Set<Promise<unknown>>()
  #reading: Reading | null = null
  /** The end of the last reading: until then it has our connection. */
  #ended: Promise<void> | null = null
  readonly #written: () => void
  #isWriting = false
  /** For good, also when a transaction is still under way: nobody ends it a second time. */
  #isEnded = false
  #db: Kysely<Tables> | null = null

  /** `written` is called after each writing transaction, before its caller hears of it. */
  constructor(pool: LendingPool, opening: Opening, written: () => void = () => undefined) {
    this.#pool = pool
    this.#opening = opening
    this.#written = written
  }

  /** The handle for reads. They wait for a writing transaction; throws inside of one, and after `end`. */
  get db(): Kysely<Tables> {
    // Made when it is first asked for: most deliveries to sockets read nothing.
    return (this.#db ??= this.#makeHandle())
  }

  /**
   * Runs `work` in a writing transaction: commits when `keeps` says so of its outcome, otherwise rolls back and hands the
   * outcome on all the same. A throw rolls back and is thrown on. The handle given to `work` ends with it. What `last` says
   * is written last of all: it and the commit are sent together.
   *
   * Statements that `work` sends side by side do not wait for each other's answers either; they run in their order.
   */
  async transaction<T>(
    work: Write<Tables, T>['work'],
    keeps: Write<Tables, T>['keeps'],
    last?: Write<Tables, T>['last'],
  ): Promise<T> {
    this.#assertOpen()
    return this.#alone(async () => {
      const entered = await this.#beginWriting()
      this.#isWriting = true
      try {
        return await inside.run(this, () => runWrite(entered, { work, keeps, ...(last && { last }) }))
      } catch (error) {
        // It was rolled back; the next transaction sends no names.
        namedStatementsOf(this.#pool)?.gaveUpAt(error)
        throw error
      } finally {
        this.#isWriting = false
        this.#written()
      }
    })
  }

  /**
   * Ends the reading transaction; resolves when the connection has been given back, for which no answer needs to wait.
   * Nothing can be read afterwards. Never throws.
   */
  async end(): Promise<void> {
    if (this.#isEnded) return
    this.#isEnded = true
    const end = (): Promise<void> => this.#endReading('commit')
    await (this.#turn || this.#asked.size > 0 ? this.#alone(end) : end())
  }

  #makeHandle(): Kysely<Tables> {
    const connection = connectionOn((query) => this.#read(query))
    return handleOn<Tables>({ provideConnection: (use) => use(connection) })
  }

  async #read<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    this.#assertOpen()
    const answer = this.#turn ? this.#turn.then(() => this.#ask<Row>(query)) : this.#ask<Row>(query)
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
    // From elsewhere, such as a field beside one whose reading is audited, it waits; from inside it would wait for itself.
    if (this.#isWriting && inside.getStore() === this) {
      throw new Error('This handle stands outside the transaction that is running: use the ctx given to its work.')
    }
    if (this.#isEnded) throw new RequestOver()
  }

  /** On the connection that was read from, if there is one. */
  async #beginWriting(): Promise<Entered> {
    const reading = this.#reading
    this.#reading = null
    if (reading) return reading.leaveTo(this.#opening('WRITE'))
    await this.#ended
    return Entered.on(this.#pool, this.#opening('WRITE'))
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
    const forget = (): void => {
      if (this.#turn === over) this.#turn = null
    }
    const over: Promise<void> = turn.then(forget, forget)
    this.#turn = over
    return turn
  }
}
