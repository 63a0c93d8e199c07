import type { Needs } from '../platform/context.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import { requireAccount } from '../platform/require-account.js'
import { findUser } from './identity.repository.js'
import { isPassword } from './password.js'
import { slowGuessing } from './slow-guessing.js'

/**
 * Asks for the viewer's password once more, before something that cannot be undone. Null when it is right; refuses
 * INVALID_CREDENTIALS, and throws THROTTLED when it is guessed at. No API key has one.
 */
export async function confirmPassword(
  ctx: Needs<'control' | 'limits' | 'viewer' | 'bearer' | 'refusedToken'>,
  password: string,
): Promise<Refusal<'INVALID_CREDENTIALS'> | null> {
  const { userId } = requireAccount(ctx)
  const user = await ctx.control.read((control) => findUser(control, userId))
  const isTheirs =
    user &&
    (await slowGuessing(ctx, user.email, async () => ((await isPassword(password, user.passwordHash)) ? user : null)))
  return isTheirs ? null : refuse('INVALID_CREDENTIALS', 'The password is wrong.', ['password'])
}
