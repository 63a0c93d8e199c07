import type { ChurchWorld } from './church-world.js'

/** An announcement of this title, published on 1 March 2031 at nine for ever unless said otherwise; returns its id. */
export async function plantAnnouncement(
  church: ChurchWorld,
  title: string,
  options: {
    readonly publishedAt?: string
    readonly expiresAt?: string
    readonly isPinned?: boolean
    readonly status?: 'PUBLISHED' | 'WITHDRAWN'
    /** Whom it is for; the whole church unless given. */
    readonly ministryId?: string
    readonly priority?: 'LOW' | 'NORMAL' | 'HIGH' | 'URGENT'
  } = {},
): Promise<string> {
  const id = crypto.randomUUID()
  const { publishedAt = '2031-03-01T09:00:00.000Z', expiresAt = null, priority = 'NORMAL', isPinned = false } = options
  const { status = 'PUBLISHED', ministryId } = options
  const audience = ministryId ? { audience_kind: 'MINISTRY' as const, audience_ids: [ministryId] } : {}
  const times = { published_at: publishedAt, expires_at: expiresAt, is_pinned: isPinned }
  await church.write((db) =>
    db
      .insertInto('announcement')
      .values({ id, title, body: 'Come.', status, ...audience, priority, created_by: id, ...times })
      .execute(),
  )
  return id
}
