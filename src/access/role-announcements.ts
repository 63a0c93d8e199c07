import { announcement } from '../platform/outbox/announcement.js'

/** That a user was given a role, or that it was taken from them. */
export interface RoleChange {
  readonly userId: string
  /** The name of the role. */
  readonly role: string
  readonly isHeld: boolean
}

/** Somebody's roles were changed by somebody else. */
export const roleChanged = announcement<RoleChange>('roleChanged')
