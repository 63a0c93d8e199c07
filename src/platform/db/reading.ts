import type { CompiledQuery, QueryResult } from 'kysely'
import { type Entrance, Entered } from './entered.js'
import type { LendingPool } from './lending-pool.js'

/**
 * One read-only transaction. An opening that fails fails every read: no row that was read outside of the opened
 * transaction reaches anybody.
 */
export class Reading {
  readonly #entered: Promise<Entered>
  /** Null before there is a connection, and for good when none was to be had. */
  #on: Entered | null = null
  #hasNone = false

  /** Borrows a connection of `pool`, once `free` is settled where it is given, and begins. */
  constructor(pool: LendingPool, entrance: Entrance, free: Promise<unknown> | null) {
    const begin = (): Promise<Entered> => Entered.on(pool, entrance)
    this.#entered = free ? free.then(begin) : begin()
    this.#entered.then(
      (entered) => (this.#on = entered),
      // Whoever reads is told; nobody has to.
      () => (this.#hasNone = true),
    )
  }

  /** Whether it came to nothing: no connection was to be had, or its opening failed. */
  get hasFailedToOpen(): boolean {
    return this.#hasNone || this.#on?.isOpen === false
  }

  /** Sends one statement. Once one has failed, those behind it fail too: the transaction is over then. */
  async query<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return (await this.#entered).ask<Row>(query)
  }

  /** Ends the transaction behind everything that was sent, and gives the connection back. Never throws. */
  async end(how: 'commit' | 'rollback'): Promise<void> {
    try {
      await (await this.#entered).leave(how)
    } catch {
      // Nothing was written. A connection that breaks here is closed, and the next one is another.
    }
  }

  /** Ends it by opening another transaction on its connection, in the same message. Throws when it never had one. */
  async leaveTo(entrance: Entrance): Promise<Entered> {
    return (await this.#entered).commitInto(entrance)
  }
}
