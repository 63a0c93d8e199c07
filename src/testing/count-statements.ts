import pg from 'pg'

/** How what is left out begins; the last is of a relay that began before anybody listened. */
const unheard = ['commit', 'rollback', 'delete from "message"'] as const

/** How a transaction begins, also where the connection still owes the end of the one before. */
const opening = /^((commit|rollback); )?begin/

/** What finds out who asks says this: the account with its session, and what it is in its church. */
const aboutViewer = / as "(hasSession|grants)"/

/**
 * The SQL statements that this process sends while `work` runs, in order: without those that open and end transactions,
 * those that find out who asks, which is remembered for a while, and the relay's, which looks for messages at times of its
 * own. Not for two at once.
 */
export const statementsOf = async (work: () => Promise<unknown>): Promise<readonly string[]> =>
  (await statementsWithViewer(work)).filter((text) => !aboutViewer.test(text))

/** The same with those that find out who asks. */
export async function statementsWithViewer(work: () => Promise<unknown>): Promise<readonly string[]> {
  const sent: string[] = []
  const relays = new WeakSet<object>()
  const { prototype } = pg.Client
  // Called below on the client it was called on.
  const query: (...parameters: unknown[]) => unknown = Reflect.get(prototype, 'query')

  function recorded(this: pg.Client, ...parameters: unknown[]): unknown {
    const [first] = parameters
    const text: unknown = typeof first === 'object' && first !== null ? Reflect.get(first, 'text') : first
    if (typeof text === 'string') {
      if (opening.test(text)) relays[text.includes('outbox_relay') ? 'add' : 'delete'](this)
      else if (!relays.has(this) && !unheard.some((start) => text.startsWith(start))) sent.push(text)
    }
    return Reflect.apply(query, this, parameters)
  }

  Reflect.set(prototype, 'query', recorded)
  try {
    await work()
  } finally {
    Reflect.set(prototype, 'query', query)
  }
  return sent
}
