import type { LocalDate } from '../platform/instant.js'
import { announcement } from '../platform/outbox/announcement.js'

/** Some are gone for good: have died, or were erased. Whatever they belong to ends on this day. */
export interface MembersGone {
  /** Thousands at most: whoever reacts does so in a few statements, however many they are. */
  readonly memberIds: readonly string[]
  readonly day: LocalDate
}

/** Announced when members die or are erased. */
export const membersGone = announcement<MembersGone>('membersGone')

/** Who was erased, as they were called and could be written to: what is kept under these alone goes too. */
export interface MemberErased {
  readonly memberId: string
  readonly userId: string | null
  readonly firstName: string
  readonly lastName: string
  /** The addresses of the record and of the account, in lower case. */
  readonly emails: readonly string[]
}

/** Announced when a member is erased, beside `membersGone`: what tells who it was goes. */
export const memberErased = announcement<MemberErased>('memberErased')

/** Two records of one person became one: what belonged to `fromId` belongs to `intoId` from now on. */
export interface MembersMerged {
  readonly fromId: string
  readonly intoId: string
  readonly day: LocalDate
}

/** Announced when two members are merged. */
export const membersMerged = announcement<MembersMerged>('membersMerged')

/** An account, and the member that it is. */
export interface AccountOfMember {
  readonly memberId: string
  readonly userId: string
}

/** Announced when an account becomes that of a member. */
export const accountLinked = announcement<AccountOfMember>('accountLinked')

/** Announced when an account is its member's no more. */
export const accountUnlinked = announcement<AccountOfMember>('accountUnlinked')
