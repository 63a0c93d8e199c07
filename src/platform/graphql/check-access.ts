import { Blocked, nameTheChurch, notAllowed, notSignedIn } from '../blocked.js'
import type { Needs, Viewer } from '../context.js'
import type { Feature } from '../feature.js'
import type { Lobby } from '../lobby.js'
import type { Permission } from '../permission.js'
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
  if (access === 'anywhere') return null
  if (somewhere.church === null) return whyNotInLobby(somewhere, access)
  if (access === 'platform' || access === 'superAdmin') {
    return notAllowed('Ask this on the central host, without naming a church.')
  }
  if (access === 'account') return requireAccount(somewhere) && null
  const { viewer, refusedToken, church } = somewhere
  const isOpen = access === 'public' || access === null
  if (!viewer && !isOpen) return refusedToken ?? notSignedIn()
  if (feature && !church.features.has(feature)) return switchedOff(feature)
  return isOpen || !viewer ? null : whyNotFor(viewer, access)
}

function whyNotFor(viewer: Viewer, access: Permission | 'signedIn' | 'signedInOrKey'): Blocked | null {
  if (access === 'signedInOrKey') return null
  // A key is nobody: what belongs to a person's own account is refused to it, unless the operation says otherwise.
  if (access === 'signedIn')
    return viewer.apiKeyId === null ? null : notAllowed('This is for people, not for API keys.')
  return viewer.grants.has(access) ? null : notAllowed(`This needs the right ${access}.`)
}

function whyNotInLobby({ superAdmin, refusedToken }: Lobby, access: AccessRule | null): Blocked | null {
  if (access === 'platform') return null
  if (access !== 'superAdmin') return nameTheChurch()
  return superAdmin ? null : (refusedToken ?? notSignedIn())
}

const switchedOff = (feature: Feature): Blocked =>
  new Blocked('FEATURE_DISABLED', `This church has switched off the feature \`${feature}\`.`)
