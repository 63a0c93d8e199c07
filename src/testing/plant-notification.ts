import { randomUUID } from 'node:crypto'
import { takeNumber } from '../platform/counters/counters.repository.js'
import type { ChurchWorld } from './church-world.js'

/** A notification to the whole church, or to these ids; returns its id and its place in the sequence. */
export async function plantNotification(
  church: ChurchWorld,
  options: { readonly to?: readonly string[]; readonly expiresAt?: string } = {},
): Promise<{ readonly id: string; readonly seq: string }> {
  const id = randomUUID()
  const { to = [], expiresAt = null } = options
  const told = { type: 'TOLD', category: 'OTHER', title: 'Told', message: 'Something was told.' }
  const seq = await church.write(async (db) => {
    const seq = await takeNumber(db, 'notification')
    const audience = { audience_kind: to.length > 0 ? ('USER' as const) : ('CHURCH' as const), audience_ids: [...to] }
    await db
      .insertInto('notification')
      .values({ id, seq, ...audience, ...told, expires_at: expiresAt })
      .execute()
    return seq
  })
  return { id, seq }
}
