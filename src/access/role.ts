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
