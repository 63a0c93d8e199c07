import { type Blocked, nameTheChurch, notAllowed, notSignedIn } from '../blocked.js'
import type { Needs } from '../context.js'
import type { Lobby } from '../lobby.js'
import { requireAccount } from '../require-account.js'
import type { AccessRule, AuthChecker } from './decorators.js'

/** What an operation runs in: a church, or the lobby before one. */
type Somewhere = Needs<'viewer' | 'refusedToken' | 'bearer'> | Lobby

/**
 * Enforces `@Access`: throws TENANT_NOT_FOUND before a church is entered, UNAUTHENTICATED or TOKEN_EXPIRED when nobody is
 * signed in, FORBIDDEN when the right is missing in every scope. How far a GROUP scope reaches is for the domain's
 * policy to say.
 */
export const checkAccess: AuthChecker<Somewhere> = ({ context }, [rule]) => {
  // The decorator takes nothing else.
  const blocked = whyNot(context, rule as AccessRule)
  if (blocked) throw blocked
  return true
}

function whyNot(somewhere: Somewhere, rule: AccessRule): Blocked | null {
  if (somewhere.church === null) return rule === 'platform' ? null : nameTheChurch()
  if (rule === 'platform') return notAllowed('Ask this on the central host, without naming a church.')
  if (rule === 'public') return null
  if (rule === 'account') return requireAccount(somewhere) && null
  const { viewer, refusedToken } = somewhere
  if (!viewer) return refusedToken ?? notSignedIn()
  return rule === 'signedIn' || viewer.grants.has(rule) ? null : notAllowed(`This needs the right ${rule}.`)
}
