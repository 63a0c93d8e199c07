import type { Duplex } from 'node:stream'
import type { PoolClient } from 'pg'

const held = new WeakSet<Duplex>()

/**
 * Lets everything leave in one packet that is sent on this connection before the event loop goes on: each packet wakes a
 * process of PostgreSQL, which costs more than reading what is in it.
 */
export function sendTogether(client: PoolClient): void {
  // pg has it on every client, and its types do not say so.
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Duplex } }).connection
  if (held.has(stream)) return
  held.add(stream)
  stream.cork()
  process.nextTick(() => {
    held.delete(stream)
    stream.uncork()
  })
}
