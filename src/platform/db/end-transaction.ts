import type { QueryResult } from 'pg'
import type { LendingPool, Loan } from './lending-pool.js'

interface Ending {
  readonly how: 'commit' | 'rollback'
  /** The answer to the opening, where that may still be on its way. */
  readonly opened?: Promise<unknown>
}

/**
 * Ends the transaction that stands on a borrowed connection, then gives the connection back: to the pool when PostgreSQL says that no
 * transaction is left on it, and otherwise to nobody. Throws when there was something to commit and it was not.
 */
export async function endTransaction(
  pool: LendingPool,
  loan: Loan,
  { how, opened = Promise.resolve() }: Ending,
): Promise<void> {
  let answer: QueryResult
  try {
    ;[, answer] = await Promise.all([opened, loan.client.query(how)])
  } catch (error) {
    pool.drop(loan)
    throw error
  }
  if (loan.client.getTransactionStatus() === 'I') pool.giveBack(loan)
  else pool.drop(loan)
  // PostgreSQL answers the COMMIT of an aborted transaction with ROLLBACK, and no error.
  if (how === 'commit' && answer.command !== 'COMMIT') {
    throw new Error('The transaction could not be committed: one of its statements had failed.')
  }
}
