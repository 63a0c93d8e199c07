import { Blocked, nameTheChurch, notAllowed, notSignedIn } from '../blocked.js'
import type { Needs } from '../context.js'
import type { Feature } from '../feature.js'
import type { Lobby } from '../lobby.js'
import { requireAccount } from '../require-account.js'
import { type AccessRule, type AuthChecker, declaredOn } from './decorators.js'

/** What an operation runs in: a church, or the lobby before one. */
type Somewhere = Needs<'viewer' | 'refusedToken' | 'bearer'> | Lobby

/**
 * Enforces `@Access` and `@Feature`, in the order of domain.md: throws TENANT_NOT_FOUND before a church is entered,
 * UNAUTHENTICATED or TOKEN_EXPIRED when nobody is signed in, FEATURE_DISABLED while the feature is switched off,
 * FORBIDDEN when the right is missing in every scope. How far a GROUP scope reaches is for the domain's policy to say.
 */
export const checkAccess: AuthChecker<Somewhere> = ({ context, info }) => {
  const field = info.parentType.getFields()[info.fieldName]
  const { access, feature } = declaredOn(field)
  const blocked = whyNot(context, access, feature)
  if (blocked) throw blocked
  return true
}

/** `access` is null for a field that only has a gate: who reads the object has been settled by its operation. */
function whyNot(somewhere: Somewhere, access: AccessRule | null, feature: Feature | null): Blocked | null {
  if (somewhere.church === null) return access === 'platform' ? null : nameTheChurch()
  if (access === 'platform') return notAllowed('Ask this on the central host, without naming a church.')
  if (access === 'account') return requireAccount(somewhere) && null
  const { viewer, refusedToken, church } = somewhere
  const isOpen = access === 'public' || access === null
  if (!viewer && !isOpen) return refusedToken ?? notSignedIn()
  if (feature && !church.features.has(feature)) return switchedOff(feature)
  if (isOpen || access === 'signedIn') return null
  return viewer?.grants.has(access) ? null : notAllowed(`This needs the right ${access}.`)
}

const switchedOff = (feature: Feature): Blocked =>
  new Blocked('FEATURE_DISABLED', `This church has switched off the feature \`${feature}\`.`)
