import { notAllowed, notSignedIn } from './blocked.js'
import type { Bearer, Ctx } from './context.js'

// What its holder can mend, and only from inside: they are let in that far.
const mendable: ReadonlySet<string> = new Set(['PASSWORD_CHANGE_REQUIRED', 'SECOND_FACTOR_REQUIRED'])

/**
 * Whose account this is: of the viewer, or of somebody who must change the password or add a second factor before
 * anything else. Throws why the token does not count, or UNAUTHENTICATED.
 */
export function requireAccount({
  viewer,
  bearer,
  refusedToken,
}: Pick<Ctx, 'viewer' | 'bearer' | 'refusedToken'>): Pick<Bearer, 'userId' | 'sessionId'> {
  if (viewer?.apiKeyId) throw notAllowed('This is for people: an API key has no account.')
  if (viewer) return viewer
  if (bearer && refusedToken && mendable.has(refusedToken.code)) return bearer
  throw refusedToken ?? notSignedIn()
}
