import { randomUUID } from 'node:crypto'
import { takeNumber } from '../platform/counters/counters.repository.js'
import type { ChurchWorld } from './church-world.js'

/** A notification to the whole church, or to these ids; returns its id and its place in the sequence. */
export async function plantNotification(
  church: ChurchWorld,
  options: {
    readonly to?: readonly string[]
    readonly kind?: 'ROLE' | 'MINISTRY' | 'MEMBER' | 'USER'
    readonly category?: string
    readonly exceptUser?: string
    readonly expiresAt?: string
  } = {},
): Promise<{ readonly id: string; readonly seq: string }> {
  const id = randomUUID()
  const { to = [], kind = 'USER', category = 'OTHER', exceptUser = null, expiresAt = null } = options
  const told = { type: 'TOLD', category, title: 'Told', message: 'Something was told.' }
  const seq = await church.write(async (db) => {
    const seq = await takeNumber(db, 'notification')
    const audience = { audience_kind: to.length > 0 ? kind : ('CHURCH' as const), audience_ids: [...to] }
    await db
      .insertInto('notification')
      .values({ id, seq, ...audience, ...told, expires_at: expiresAt, except_user: exceptUser })
      .execute()
    return seq
  })
  return { id, seq }
}
