import type { LocalDate } from '../platform/instant.js'
import { announcement } from '../platform/outbox/announcement.js'

/** Somebody is gone for good: has died, or was erased. Whatever they belong to ends on this day. */
export interface MemberGone {
  readonly memberId: string
  readonly day: LocalDate
}

/** Announced when a member dies or is erased. */
export const memberGone = announcement<MemberGone>('memberGone')

/** Announced when a member is erased, beside `memberGone`: what tells who it was goes. */
export const memberErased = announcement<{ readonly memberId: string }>('memberErased')

/** Two records of one person became one: what belonged to `fromId` belongs to `intoId` from now on. */
export interface MembersMerged {
  readonly fromId: string
  readonly intoId: string
  readonly day: LocalDate
}

/** Announced when two members are merged. */
export const membersMerged = announcement<MembersMerged>('membersMerged')
