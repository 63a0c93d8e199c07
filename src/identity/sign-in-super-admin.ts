import { addPlatformAct, type PlatformAct } from '../platform/audit/platform-audit.repository.js'
import { newId, noChurchId } from '../platform/ids.js'
import type { Instant } from '../platform/instant.js'
import type { Lobby } from '../platform/lobby.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import { isEmail } from '../platform/text.js'
import { findUserByEmail } from './identity.repository.js'
import { isPassword } from './password.js'
import { countFailure, slotOf } from './sign-in-failures.js'
import { keepPlatformFailures, lockPlatformFailures, noteSignIn } from './super-admins.repository.js'
import type { identityRefusals } from './user.js'

/** What a super-admin goes on with, until it ends: it cannot be refreshed. A secret. */
export interface SuperAdminSession {
  readonly accessToken: string
  readonly accessTokenExpiresAt: Instant
}

/**
 * Signs a super-admin in by e-mail (any case) and password, to no church; it and its failures are told to the platform's
 * audit before it answers.
 *
 * Refuses INVALID_CREDENTIALS, alike in words and time, whether the address is unknown, the password wrong or the account
 * not active. No transaction is open while the password is checked. Throws THROTTLED, known or not: 5 in 15 minutes for an
 * address, 20 for a place; right ones count, too, since nobody signs in as often.
 */
export async function signInSuperAdmin(
  lobby: Lobby,
  input: { readonly email: string; readonly password: string },
): Promise<{ readonly session: SuperAdminSession } | Refusal<keyof typeof identityRefusals>> {
  const email = input.email.trim().toLowerCase()
  await lobby.throttle('super-admin-sign-in', { by: email })
  await lobby.throttle('super-admin-sign-in-address', { by: lobby.origin.ip })
  const user = await lobby.platform.read((platform) => findUserByEmail(platform, email))

  const isTheirs = await isPassword(input.password, user?.passwordHash ?? null)
  if (!user || !isTheirs || user.status !== 'ACTIVE') {
    await tellFailure(lobby, email)
    return refuse('INVALID_CREDENTIALS', 'E-mail or password is wrong.')
  }
  const claims = { userId: user.id, churchId: noChurchId, sessionId: newId(lobby.clock), epoch: user.authEpoch }
  const { token, expiresAt } = await lobby.tokens.issue(claims, newId(lobby.clock))
  await lobby.platform.write(async (platform) => {
    await noteSignIn(platform, user.id, lobby.clock.now())
    const actor = { kind: 'SUPER_ADMIN', id: user.id, name: user.name } as const
    await addPlatformAct(platform, lobby, { action: 'superAdmin.signIn', actor, churchId: null, target: email })
  })
  return { session: { accessToken: token, accessTokenExpiresAt: expiresAt } }
}

async function tellFailure(lobby: Lobby, email: string): Promise<void> {
  const { clock, origin, platform } = lobby
  const slot = slotOf(email, origin.ip)
  await platform.write(async (control) => {
    const now = clock.now()
    const { count, tell, leftOver } = countFailure(await lockPlatformFailures(control, slot, now), now)
    await keepPlatformFailures(control, slot, count)
    if (leftOver > 0) await addPlatformAct(control, lobby, failure(null, leftOver))
    // What is no address may be a password that was typed into the wrong field.
    if (tell > 0) await addPlatformAct(control, lobby, failure(isEmail(email) ? email : null, tell))
  })
}

const failure = (target: string | null, attempts: number): PlatformAct => ({
  ...{ action: 'superAdmin.signInFailed', churchId: null, target, detail: { attempts } },
  actor: { kind: 'SUPER_ADMIN', id: null, name: null },
})
