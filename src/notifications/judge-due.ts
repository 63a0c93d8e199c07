import type { Ctx } from '../platform/context.js'
import { localDay } from '../platform/instant.js'
import { ownAudiences } from './audiences.queries.js'
import type { Due, DueItem } from './deliveries.repository.js'
import { visibleIds } from './notification-list.queries.js'
import { closedTo } from './notification.policy.js'
import { isFixed } from './preference.js'

/** What is sent, and what of it is not for its recipient any more. */
export interface Judged {
  readonly wanted: readonly DueItem[]
  readonly unwanted: readonly DueItem[]
}

/**
 * Asks of what was made out for somebody whether it is still for them: by the roles, ministries and children that they have
 * at this moment, the features of the church, and what they have chosen. As the list in the app does, in as many
 * statements for a whole digest as for one thing.
 */
export async function judgeDue(ctx: Pick<Ctx, 'db' | 'church' | 'clock'>, due: Due): Promise<Judged> {
  const chosen = due.items.filter(({ isWanted, category }) => isWanted || isFixed({ channel: due.channel, category }))
  const visible = chosen.length > 0 ? await visibleTo(ctx, due, chosen) : new Set()
  const wanted = chosen.filter(({ notificationId }) => visible.has(notificationId))
  return { wanted, unwanted: due.items.filter((item) => !wanted.includes(item)) }
}

async function visibleTo(
  { db, church, clock }: Pick<Ctx, 'db' | 'church' | 'clock'>,
  { userId, memberId, ownMemberId }: Due,
  items: readonly DueItem[],
): Promise<ReadonlySet<string>> {
  // A member without an account reads as one whose id nobody else has.
  const self = { userId: userId ?? memberId ?? '', memberId: memberId ?? ownMemberId }
  const audiences = await ownAudiences(db, self, localDay(clock.now(), church.timeZone))
  const reader = { userId: self.userId, audiences, hidden: closedTo(church.features) }
  return visibleIds(
    db,
    reader,
    items.map(({ notificationId }) => notificationId),
  )
}
