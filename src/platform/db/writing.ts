import type { CompiledQuery, DatabaseConnection, Kysely } from 'kysely'
import type { Entered } from './entered.js'
import { connectionOn, handleOn } from './handle-on.js'

/** A statement that is sent together with the commit. */
export interface LastStatement {
  readonly query: CompiledQuery
  /** Told its rows once the commit has succeeded. */
  readonly answered?: (rows: readonly unknown[]) => void
}

/** What is done in a writing transaction, and what becomes of it. */
export interface Write<Tables, T> {
  readonly work: (db: Kysely<Tables>) => Promise<T>
  /** Whether this outcome is committed. */
  readonly keeps: (outcome: T) => boolean
  /** What is written last of all when it is; the handle serves to word it. */
  readonly last?: (db: Kysely<Tables>, outcome: T) => readonly LastStatement[]
}

/**
 * Does the work in a transaction whose opening has been sent, ends it and gives the connection back: commits an outcome
 * that is kept; rolls back any other, which is handed on all the same. A throw rolls back and is thrown on.
 */
export async function runWrite<Tables, T>(
  entered: Entered,
  { work, keeps, last = () => [] }: Write<Tables, T>,
): Promise<T> {
  let isOver = false
  const connection = connectionOn((query) => entered.ask(query))
  const provideConnection = <R>(use: (connection: DatabaseConnection) => Promise<R>): Promise<R> => {
    if (isOver) throw new Error('This handle was used after its transaction had ended.')
    return use(connection)
  }
  const db = handleOn<Tables>({ provideConnection })

  let outcome: T
  let words: readonly LastStatement[] | null
  try {
    outcome = await work(db)
    words = keeps(outcome) ? last(db, outcome) : null
  } catch (error) {
    isOver = true
    await entered.end('rollback').catch(() => undefined)
    throw error
  }
  isOver = true
  await (words ? commitBehind(entered, words) : entered.end('rollback'))
  return outcome
}

/**
 * Sends the last statements and the commit without waiting in between. When one of them fails PostgreSQL answers the
 * commit behind it with a rollback: nothing of the transaction stays.
 */
async function commitBehind(entered: Entered, words: readonly LastStatement[]): Promise<void> {
  const asked = Promise.all(words.map(({ query }) => entered.ask(query)))
  const [answers, end] = await Promise.allSettled([asked, entered.end('commit')])
  // Why a statement failed says more than that the transaction did.
  if (answers.status === 'rejected') throw answers.reason
  if (end.status === 'rejected') throw end.reason
  for (const [index, { answered }] of words.entries()) answered?.(answers.value[index]?.rows ?? [])
}
