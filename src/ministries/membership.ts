import type { Instant } from '../platform/instant.js'

/** What somebody is in a ministry. */
export const ministryRoles = ['MEMBER', 'LEADER', 'ASSISTANT'] as const

/** One of `ministryRoles`. */
export type MinistryRole = (typeof ministryRoles)[number]

/** Where a stay stands: waiting for the leaders, going on, over. */
export const membershipStatuses = ['PENDING', 'ACTIVE', 'INACTIVE'] as const

/** One of `membershipStatuses`. */
export type MembershipStatus = (typeof membershipStatuses)[number]

/** One stay of a member in a ministry. */
export interface Membership {
  readonly id: string
  readonly ministryId: string
  readonly memberId: string
  readonly role: MinistryRole
  readonly status: MembershipStatus
  readonly joinedAt: Instant | null
  readonly leftAt: Instant | null
  /** What those who manage the ministry note about the stay; for nobody else. */
  readonly notes: string | null
}

/** Whom an operation is about, in which ministry. */
export interface MinistryAndMember {
  readonly ministryId: string
  readonly memberId: string
}
