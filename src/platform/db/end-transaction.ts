import type { PoolClient, QueryResult } from 'pg'
import { hasMetEnough } from './places-met.js'

/**
 * Ends the transaction that stands on `client`, then gives the connection back: to the pool when PostgreSQL says that no
 * transaction is left on it and it may meet more places, and otherwise to nobody. Throws when there was something to commit and it was not.
 *
 * `opened` is the answer to the opening, where that may still be on its way.
 */
export async function endTransaction(
  client: PoolClient,
  how: 'commit' | 'rollback',
  opened: Promise<unknown> = Promise.resolve(),
): Promise<void> {
  let answer: QueryResult
  try {
    ;[, answer] = await Promise.all([opened, client.query(how)])
  } catch (error) {
    client.release(true)
    throw error
  }
  client.release(client.getTransactionStatus() !== 'I' || hasMetEnough(client))
  // PostgreSQL answers the COMMIT of an aborted transaction with ROLLBACK, and no error.
  if (how === 'commit' && answer.command !== 'COMMIT') {
    throw new Error('The transaction could not be committed: one of its statements had failed.')
  }
}
