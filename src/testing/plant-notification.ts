import { randomUUID } from 'node:crypto'
import { addNotification } from '../notifications/index.js'
import { type Audience, wholeChurch } from '../notifications/notification.js'
import type { Json } from '../platform/json.js'
import type { ChurchWorld } from './church-world.js'

/** A notification to the whole church, or to these ids; returns its id and its place in the sequence. */
export async function plantNotification(
  church: ChurchWorld,
  options: {
    readonly to?: readonly string[]
    readonly kind?: 'ROLE' | 'MINISTRY' | 'MEMBER' | 'USER'
    readonly category?: string
    readonly type?: string
    readonly priority?: 'URGENT' | 'NORMAL'
    readonly exceptUser?: string
    readonly expiresAt?: string
    readonly path?: string
    readonly params?: Json
  } = {},
): Promise<{ readonly id: string; readonly seq: string }> {
  const { to = [], kind = 'USER', ...rest } = options
  const audience: Audience = to.length > 0 ? { kind, ids: to } : wholeChurch
  const told = { ...news, ...rest, audience, id: randomUUID() }
  const { id, sequence } = await church.write((db) => addNotification(db, told))
  return { id, seq: sequence }
}

const news = {
  ...({ type: 'TOLD', category: 'OTHER', priority: 'NORMAL', actionKind: 'INFO' } as const),
  ...{ title: 'Told', message: 'Something was told.', entity: null, entityId: null },
}
