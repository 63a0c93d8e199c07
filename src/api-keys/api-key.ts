import type { Viewer } from '../platform/context.js'
import { addSeconds, type Instant, isBefore } from '../platform/instant.js'
import type { Permission, Scope } from '../platform/permission.js'
import type { UserError } from '../platform/refusal.js'

/** A key as lists show it. */
export interface ApiKey {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly scopes: readonly string[]
  readonly createdBy: string
  readonly createdAt: Instant
  readonly expiresAt: Instant
  readonly lastUsedAt: Instant | null
  readonly revokedAt: Instant | null
}

/** Every way this domain says no, and what it tells readers of the API. */
export const apiKeyRefusals = {
  GRANT_EXCEEDED: 'Nobody gives a right that he does not hold himself, in all of the church, or that may not be given.',
} as const

/** How long a key lasts at most, in seconds: 365 days. */
const longest = 365 * 24 * 3600

/** What a key may be for (domain.md 6.1): everything but who runs the church, what that costs and who sees it. */
const keyResources = [
  ...['members', 'households', 'pastoral_notes', 'prayers', 'ministries', 'events', 'attendance', 'announcements'],
  ...['notifications', 'payments', 'volunteers', 'requests', 'altar_calls', 'sacraments', 'documents', 'themes'],
  ...['reports', 'analytics', 'settings'],
]
const neverGiven = ['users', 'roles', 'billing', 'audit', 'integrations']
const actions = ['read', 'write', 'create', 'delete', 'manage'] as const

/** Everything wrong with the scopes of a key that `viewer` makes: each in its own place. */
export function scopeFaults(
  scopes: readonly string[],
  viewer: Viewer,
): readonly UserError<'INVALID' | 'GRANT_EXCEEDED'>[] {
  return scopes.flatMap((scope, index): UserError<'INVALID' | 'GRANT_EXCEEDED'>[] => {
    const [resource = '', action = ''] = scope.split('.')
    const path = ['scopes', String(index)]
    const isKnown = [...keyResources, ...neverGiven].includes(resource) && `${resource}.${action}` === scope
    if (!isKnown || !actions.some((known) => known === action)) {
      return [{ code: 'INVALID', message: 'This is no right, such as members.read.', path, params: null }]
    }
    // Its form was just checked.
    const mayGive = !neverGiven.includes(resource) && viewer.grants.get(scope as Permission) === 'ALL'
    return mayGive
      ? []
      : [{ code: 'GRANT_EXCEEDED', message: `You cannot give the right ${scope}.`, path, params: null }]
  })
}

/** What is wrong with the end of a key that is made at `now`. */
export function expiryFaults(expiresAt: Instant, now: Instant): readonly UserError<'INVALID'>[] {
  const path = ['expiresAt']
  if (!isBefore(now, expiresAt)) return [{ code: 'INVALID', message: 'This moment is over.', path, params: null }]
  if (!isBefore(addSeconds(now, longest), expiresAt)) return []
  return [{ code: 'INVALID', message: 'A key lasts 365 days at most.', path, params: { maximum: 365 } }]
}

/** The rights that scopes stand for, in all of the church; `manage` spelt out into the others of its resource. */
export function grantsOf(scopes: readonly string[]): ReadonlyMap<Permission, Scope> {
  const rights = scopes.flatMap((scope) => {
    const [resource, action] = scope.split('.')
    return action === 'manage' ? actions.map((one) => `${resource}.${one}` as const) : [scope]
  })
  // The database keeps nothing of another form.
  return new Map(rights.map((right) => [right as Permission, 'ALL']))
}
