import type { CompiledQuery, QueryResult } from 'kysely'
import type { Pool } from 'pg'
import { Entered } from './entered.js'

/**
 * One read-only transaction. An opening that fails fails every read: no row that was read outside of the opened
 * transaction reaches anybody.
 */
export class Reading {
  readonly #entered: Promise<Entered>
  #isOpen: boolean | null = null

  /** Takes a connection of `pool` once `free` is settled, and begins with the statements of `opening`. */
  constructor(pool: Pool, opening: string, free: Promise<unknown>) {
    this.#entered = free.then(() => Entered.on(pool, opening))
    this.#entered
      .then(({ opened }) => opened)
      .then(
        () => (this.#isOpen = true),
        // Whoever reads is told; nobody has to.
        () => (this.#isOpen = false),
      )
  }

  /** Whether it came to nothing: no connection was to be had, or its opening failed. */
  get hasFailedToOpen(): boolean {
    return this.#isOpen === false
  }

  /** Sends one statement. Once one has failed, those behind it fail too: the transaction is over then. */
  async query<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return (await this.#entered).ask<Row>(query)
  }

  /** Ends the transaction behind everything that was sent, then gives the connection back. Never throws. */
  async end(how: 'commit' | 'rollback'): Promise<void> {
    try {
      await (await this.#entered).end(how)
    } catch {
      // Nothing was written. A connection that breaks here is closed, and the next one is another.
    }
  }

  /** Ends it by opening another transaction on its connection, in the same message. Throws when it never had one. */
  async leaveTo(opening: string): Promise<Entered> {
    return (await this.#entered).commitInto(opening)
  }
}
