import type { Instant } from '../platform/instant.js'
import {
  type Action,
  actions,
  type Permission,
  permissionOf,
  type Resource,
  type Scope,
} from '../platform/permission.js'

/** The roles every church has, strongest first. */
export const systemRoles = ['ADMIN', 'PASTOR', 'TREASURER', 'SECRETARY', 'LEADER', 'MEMBER'] as const

/** One of `systemRoles`. */
export type SystemRole = (typeof systemRoles)[number]

/** One right as the tables hold it. */
export interface Grant {
  readonly resource: Resource
  readonly action: Action
  readonly scope: Scope
}

/** All rights of several roles together, each in its widest scope; MANAGE spelt out into the others. */
export function effectiveGrants(grants: readonly Grant[]): ReadonlyMap<Permission, Scope> {
  const effective = new Map<Permission, Scope>()
  for (const { resource, action, scope } of grants) {
    for (const included of action === 'MANAGE' ? actions : [action]) {
      const permission = permissionOf(resource, included)
      if (effective.get(permission) !== 'ALL') effective.set(permission, scope)
    }
  }
  return effective
}

/** The strongest of several roles; null for somebody without a system role. */
export const strongestRole = (roles: readonly string[]): SystemRole | null =>
  systemRoles.find((role) => roles.includes(role)) ?? null

/** A set of rights with a name. */
export interface Role {
  readonly id: string
  /** Which of the six it is; null for one that the church made itself. */
  readonly key: SystemRole | null
  readonly name: string
  readonly description: string | null
  readonly color: string
  readonly icon: string
  readonly isSystem: boolean
  /** Whether whoever holds it needs a second factor. */
  readonly requiresTotp: boolean
  /** The system role whose notices its holders get too. */
  readonly basedOn: SystemRole | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly version: number
}

/** A role that a user holds. */
export interface Holding {
  readonly userId: string
  readonly roleId: string
  readonly assignedAt: Instant
  readonly expiresAt: Instant | null
}

/** Every way this domain says no, and what it tells readers of the API. */
export const accessRefusals = {
  NOT_UNIQUE: 'Another one has this name already.',
  NOT_ALLOWED_NOW: 'It cannot be done as things stand; the message says why.',
  GRANT_EXCEEDED: 'Nobody gives rights they lack, nor changes roles of their own.',
  LAST_ADMIN: 'The church would be left without an administrator.',
} as const
