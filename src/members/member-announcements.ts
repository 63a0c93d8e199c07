import type { LocalDate } from '../platform/instant.js'
import { announcement } from '../platform/outbox/announcement.js'

/** Somebody is gone for good: has died, or was erased. Whatever they belong to ends on this day. */
export interface MemberGone {
  readonly memberId: string
  readonly day: LocalDate
}

/** Announced when a member dies or is erased. */
export const memberGone = announcement<MemberGone>('memberGone')

/** Who was erased, as they were called and could be written to: what is kept under these alone goes too. */
export interface MemberErased {
  readonly memberId: string
  readonly userId: string | null
  readonly firstName: string
  readonly lastName: string
  /** The addresses of the record and of the account, in lower case. */
  readonly emails: readonly string[]
}

/** Announced when a member is erased, beside `memberGone`: what tells who it was goes. */
export const memberErased = announcement<MemberErased>('memberErased')

/** Two records of one person became one: what belonged to `fromId` belongs to `intoId` from now on. */
export interface MembersMerged {
  readonly fromId: string
  readonly intoId: string
  readonly day: LocalDate
}

/** Announced when two members are merged. */
export const membersMerged = announcement<MembersMerged>('membersMerged')
