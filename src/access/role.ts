import type { Permission, Scope } from '../platform/context.js'

/** The roles every church has, strongest first. */
export const systemRoles = ['ADMIN', 'PASTOR', 'TREASURER', 'SECRETARY', 'LEADER', 'MEMBER'] as const

/** One of `systemRoles`. */
export type SystemRole = (typeof systemRoles)[number]

/** One right as the tables hold it. */
export interface Grant {
  readonly resource: string
  readonly action: 'READ' | 'WRITE' | 'CREATE' | 'DELETE' | 'MANAGE'
  readonly scope: Scope
}

const spelt = {
  READ: ['read'],
  WRITE: ['write'],
  CREATE: ['create'],
  DELETE: ['delete'],
  MANAGE: ['read', 'write', 'create', 'delete', 'manage'],
} as const

/** All rights of several roles together, each in its widest scope; MANAGE spelt out into the others. */
export function effectiveGrants(grants: readonly Grant[]): ReadonlyMap<Permission, Scope> {
  const effective = new Map<Permission, Scope>()
  for (const { resource, action, scope } of grants) {
    for (const verb of spelt[action]) {
      const permission: Permission = `${resource}.${verb}`
      if (effective.get(permission) !== 'ALL') effective.set(permission, scope)
    }
  }
  return effective
}

/** The strongest of several roles; null for somebody without a system role. */
export const strongestRole = (roles: readonly string[]): SystemRole | null =>
  systemRoles.find((role) => roles.includes(role)) ?? null
