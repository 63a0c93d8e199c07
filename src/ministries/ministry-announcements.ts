import { announcement } from '../platform/outbox/announcement.js'
import type { Membership } from './membership.js'
import type { Ministry } from './ministry.js'

/** Whose stay in which ministry something is told of. */
export interface StayTold {
  readonly ministry: Ministry
  readonly membership: Membership
}

/** Somebody asks to be let in; the leaders decide. */
export const ministryJoinRequested = announcement<StayTold>('ministryJoinRequested')

/** Somebody has become ACTIVE in a ministry. */
export const ministryJoined = announcement<StayTold>('ministryJoined')

/** Others ended somebody's stay in a ministry, or declined it. */
export const ministryRemoved = announcement<StayTold>('ministryRemoved')

/** A ministry that has ended, and the members whose stays ended with it. */
export interface MinistryEnded {
  readonly ministry: Ministry
  readonly memberIds: readonly string[]
}

/** A ministry has ended, and with it the stays of these members. */
export const ministryArchived = announcement<MinistryEnded>('ministryArchived')
