import type { ChurchWorld } from './church-world.js'

/** An announcement of this title, published on 1 March 2031 at nine for ever unless said otherwise; returns its id. */
export async function plantAnnouncement(
  church: ChurchWorld,
  title: string,
  options: {
    readonly publishedAt?: string
    readonly expiresAt?: string
    readonly priority?: 'LOW' | 'NORMAL' | 'HIGH' | 'URGENT'
  } = {},
): Promise<string> {
  const id = crypto.randomUUID()
  const { publishedAt = '2031-03-01T09:00:00.000Z', expiresAt = null, priority = 'NORMAL' } = options
  const times = { published_at: publishedAt, expires_at: expiresAt }
  await church.write((db) =>
    db
      .insertInto('announcement')
      .values({ id, title, body: 'Come.', priority, created_by: id, ...times })
      .execute(),
  )
  return id
}
