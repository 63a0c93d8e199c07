import type { PublishedAnnouncement } from '../../announcements/index.js'
import { addDays, type Instant, instantAt, localDay } from '../../platform/instant.js'
import type { DemoChurch } from './demo-church.js'

/** The announcements of a church as they stand at `now`, each published at nine in the morning of its day. */
export function planAnnouncements(
  church: DemoChurch,
  now: Instant,
): readonly Omit<PublishedAnnouncement, 'id' | 'createdBy'>[] {
  const { timeZone } = church.founded
  const nineOn = (daysAgo: number): Instant => instantAt(addDays(localDay(now, timeZone), -daysAgo), '09:00', timeZone)

  return church.announcements
    .toSorted((a, b) => b.daysAgo - a.daysAgo)
    .map(({ daysAgo, expiresAfter, title, body, type = 'GENERAL', priority = 'NORMAL', isPinned = false }) => ({
      ...{ title, body, type, priority, isPinned },
      publishedAt: nineOn(daysAgo),
      expiresAt: expiresAfter === undefined ? null : nineOn(daysAgo - expiresAfter),
    }))
}
