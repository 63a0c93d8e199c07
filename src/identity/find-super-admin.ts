import type { AccessClaims } from '../platform/access-tokens.js'
import { Blocked, notAllowed } from '../platform/blocked.js'
import type { ControlDesk } from '../platform/db/handles.js'
import { noChurchId } from '../platform/ids.js'
import type { SuperAdmin } from '../platform/lobby.js'
import { findUser } from './identity.repository.js'

/**
 * The super-admin behind a verified token, as the account is at this moment. `platform` is the desk that sees accounts
 * without a church. Throws FORBIDDEN for a token of a church, UNAUTHENTICATED when the account is not active any more or
 * the token of an older epoch.
 */
export async function findSuperAdmin(platform: ControlDesk, claims: AccessClaims): Promise<SuperAdmin> {
  if (claims.churchId !== noChurchId) throw notAllowed('This token belongs to a church: name it, by host or X-Church.')
  const user = await platform.read((control) => findUser(control, claims.userId))
  if (user?.status !== 'ACTIVE' || user.authEpoch !== claims.epoch) {
    throw new Blocked('UNAUTHENTICATED', 'The access token is no longer valid: sign in again.')
  }
  return { userId: user.id, email: user.email, name: user.name }
}
