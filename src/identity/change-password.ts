import type { Needs } from '../platform/context.js'
import { newId } from '../platform/ids.js'
import { isRefusal, refuse, type Refusal, type sharedRefusals } from '../platform/refusal.js'
import { requireAccount } from '../platform/require-account.js'
import type { AccessToken } from './enter.js'
import { findUser, lockUser } from './identity.repository.js'
import { acceptPassword } from './new-password.js'
import { isPassword } from './password.js'
import { endSessions } from './sessions.repository.js'
import { slowGuessing } from './slow-guessing.js'
import { tellAccount } from './tell-account.js'
import type { identityRefusals } from './user.js'

/** The password there is, and the one there shall be. */
export interface ChangePassword {
  readonly currentPassword: string
  readonly newPassword: string
}

type Refused = Refusal<keyof typeof identityRefusals | keyof typeof sharedRefusals>

/**
 * Changes the viewer's password. Their other sessions end, and every access token they had counts no more; the one that
 * is returned takes its place in this session.
 *
 * Refuses INVALID_CREDENTIALS when the current password is wrong, TOO_SHORT, TOO_LONG and INVALID for a new one that
 * cannot be taken. Throws THROTTLED when the current one is guessed at. Works while a change of password is demanded.
 * Locks the account.
 */
export async function changePassword(
  ctx: Needs<'control' | 'limits' | 'origin' | 'tokens' | 'viewer' | 'bearer' | 'refusedToken'>,
  { currentPassword, newPassword }: ChangePassword,
): Promise<AccessToken | Refused> {
  const { userId, sessionId } = requireAccount(ctx)
  const user = await ctx.control.read((control) => findUser(control, userId))
  if (!user) return wrong()
  const isTheirs = await slowGuessing(ctx, user.email, async () =>
    (await isPassword(currentPassword, user.passwordHash)) ? user : null,
  )
  if (!isTheirs) return wrong()

  const accepted = await acceptPassword(ctx, { user, password: newPassword, path: ['newPassword'] })
  if (isRefusal(accepted)) return accepted

  const epoch = await ctx.control.write(async (control) => {
    const locked = await lockUser(control, userId)
    // Somebody else was faster: the current password is another by now.
    if (locked?.passwordHash !== user.passwordHash) return null
    await tellAccount(ctx, control, { action: 'user.changePassword', user: locked })
    const end = { userId, exceptFamilyId: sessionId, reason: 'PASSWORD', now: ctx.clock.now() } as const
    await endSessions(control, end)
    return accepted.store(control)
  })
  if (epoch === null) return wrong()
  return ctx.tokens.issue({ userId, churchId: ctx.church.id, sessionId, epoch }, newId(ctx.clock))
}

const wrong = (): Refused => refuse('INVALID_CREDENTIALS', 'The current password is wrong.', ['currentPassword'])
