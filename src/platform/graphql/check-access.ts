import { type Blocked, notAllowed, notSignedIn } from '../blocked.js'
import type { Needs, Permission } from '../context.js'
import type { AuthChecker } from './decorators.js'

/**
 * Enforces `@Access`: throws UNAUTHENTICATED or TOKEN_EXPIRED when nobody is signed in, FORBIDDEN when the right is
 * missing in every scope. How far a GROUP scope reaches is for the domain's policy to say.
 */
export const checkAccess: AuthChecker<Needs<'viewer' | 'refusedToken'>> = ({ context }, [rule]) => {
  const blocked = whyNot(context, rule)
  if (blocked) throw blocked
  return true
}

function whyNot(ctx: Needs<'viewer' | 'refusedToken'>, rule: string | undefined): Blocked | null {
  if (!ctx.viewer) return ctx.refusedToken ?? notSignedIn()
  // The decorator takes nothing but 'signedIn' and permissions.
  if (rule === 'signedIn' || ctx.viewer.grants.has(rule as Permission)) return null
  return notAllowed(`This needs the right ${rule}.`)
}
