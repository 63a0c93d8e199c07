import type { Instant } from '../platform/instant.js'

/** The life of an account. */
export const userStatuses = ['INVITED', 'ACTIVE', 'DISABLED', 'ERASED'] as const

/** One of `userStatuses`. */
export type UserStatus = (typeof userStatuses)[number]

/** An account of the church, as those see it who look after accounts. */
export interface ChurchUser {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly status: UserStatus
  readonly mustChangePassword: boolean
  readonly lastLoginAt: Instant | null
  readonly createdAt: Instant
}
