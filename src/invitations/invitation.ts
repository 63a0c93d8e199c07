import type { Viewer } from '../platform/context.js'
import type { RoleGrant } from './grants-of-roles.queries.js'

/** Every way this domain says no, and what it tells readers of the API. */
export const invitationRefusals = {
  GRANT_EXCEEDED: 'It would give a right that the viewer lacks.',
} as const

/** How long an invitation counts, in seconds. */
export const invitationSeconds = 7 * 24 * 3600

/** Whether the viewer holds a right, at least as far as it is to be given. */
export function holds({ grants }: Viewer, { resource, action, scope }: RoleGrant): boolean {
  if (resource === null || action === null) return true
  // The tables hold the same five actions, in capitals.
  const verb = action.toLowerCase() as Lowercase<typeof action>
  const held = grants.get(`${resource}.${verb}`)
  return held === 'ALL' || (held !== undefined && held === scope)
}
