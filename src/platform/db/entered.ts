import type { CompiledQuery, QueryResult } from 'kysely'
import type { Pool, PoolClient } from 'pg'
import { endTransaction } from './end-transaction.js'
import { namedStatementsOf, type NamedStatements, statementOf } from './named-statements.js'
import { meet } from './places-met.js'
import { sendTogether } from './send-together.js'

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
  readonly #pool: Pool
  readonly #pipelines: boolean
  readonly #named: NamedStatements | null
  #last: Promise<unknown>
  /** Why the first statement failed that did. */
  #fault: unknown

  private constructor(pool: Pool, client: PoolClient, opening: string) {
    this.#pool = pool
    this.#client = client
    this.#pipelines = pool.options.pipeline === true
    this.#named = namedStatementsOf(pool)
    if (this.#pipelines) sendTogether(client)
    this.opened = client.query(opening)
    this.#last = this.opened.catch(() => undefined)
  }

  /** Takes a connection of `pool` and begins with the statements of `opening`. */
  static async on(pool: Pool, opening: string): Promise<Entered> {
    const client = await pool.connect()
    meet(client, opening)
    return new Entered(pool, client, opening)
  }

  /**
   * Commits this transaction and opens another on its connection. Both are one message: nothing of it is sent twice or to
   * two connections, also where a pooler in between hands them out by transaction.
   */
  commitInto(opening: string): Entered {
    return new Entered(this.#pool, this.#client, `commit; ${opening}`)
  }

  /** Sends one statement. One that fails only because another did before throws what that other threw. */
  async ask<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const sent = this.#send(() => this.#client.query<Row & object>(statementOf(sql, parameters, this.#named)))
    // The opening's error goes before that of a statement, which could only say that it stood behind it.
    const { rows, rowCount } = await sent.catch(async (error: unknown) => {
      await this.opened
      throw this.#faultBehind(error)
    })
    await this.opened
    return { rows, numAffectedRows: BigInt(rowCount ?? 0) }
  }

  /** Ends the transaction behind everything that was sent, then gives the connection back; see `endTransaction`. */
  end(how: 'commit' | 'rollback'): Promise<void> {
    const end = (): Promise<void> => endTransaction(this.#client, how, this.opened)
    if (!this.#pipelines) return this.#last.then(end)
    sendTogether(this.#client)
    return end()
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
