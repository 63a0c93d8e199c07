import { findUser, isPassword, lockUser, slowGuessing, tellAccount } from '../identity/index.js'
import { throttled } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { newId } from '../platform/ids.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import { requireAccount } from '../platform/require-account.js'
import { hashCode, newRecoveryCodes } from './recovery-codes.js'
import {
  addRecoveryCodes,
  confirmSecret,
  findSecondFactor,
  proposeSecret,
  removeSecondFactor,
} from './second-factor.repository.js'
import { newTotpSecret, totpUri } from './totp.js'
import { tryCode } from './try-code.js'

/** What an authenticator app is given. Both hold the secret. */
export interface Enrolment {
  readonly secret: string
  readonly uri: string
}

type Slice = Needs<'control' | 'limits' | 'origin' | 'seals' | 'viewer' | 'bearer' | 'refusedToken'>
type Refused = Refusal<'INVALID_CREDENTIALS' | 'NOT_ALLOWED_NOW'>

/**
 * Begins a second factor for the viewer: a secret for their app. It is asked for nowhere until `confirmTotp`; calling
 * again gives another secret.
 *
 * Refuses INVALID_CREDENTIALS when the password is wrong, NOT_ALLOWED_NOW when there is a second factor already.
 */
export async function enableTotp(
  ctx: Slice,
  { password }: { readonly password: string },
): Promise<Enrolment | Refused> {
  const { userId } = requireAccount(ctx)
  const user = await ctx.control.read((control) => findUser(control, userId))
  const isTheirs =
    user &&
    (await slowGuessing(ctx, user.email, async () => ((await isPassword(password, user.passwordHash)) ? user : null)))
  if (!isTheirs) return refuse('INVALID_CREDENTIALS', 'The password is wrong.', ['password'])

  const secret = newTotpSecret()
  const sealed = ctx.seals.seal(secret, { column: 'second_factor.secret', rowId: userId })
  return ctx.control.write(async (control) => {
    await lockUser(control, userId)
    if ((await findSecondFactor(control, userId))?.confirmedAt) {
      return refuse('NOT_ALLOWED_NOW', 'There is a second factor already: disable it first.')
    }
    await proposeSecret(control, { userId, churchId: ctx.church.id, secret: sealed, now: ctx.clock.now() })
    return { secret, uri: totpUri(secret, { issuer: `FaithFlow ${ctx.church.name}`, label: user.email }) }
  })
}

/**
 * Puts the second factor into force, shown that the app has its secret; returns ten recovery codes, which are told this
 * once.
 *
 * Refuses INVALID_CREDENTIALS for a wrong code, NOT_ALLOWED_NOW when none was begun or it is in force; throws THROTTLED.
 */
export async function confirmTotp(
  ctx: Slice,
  { code }: { readonly code: string },
): Promise<readonly string[] | Refused> {
  const { userId } = requireAccount(ctx)
  const codes = newRecoveryCodes()
  const outcome = await ctx.control.write(async (control) => {
    const user = await lockUser(control, userId)
    if (!user || (await findSecondFactor(control, userId))?.confirmedAt) return null
    const tried = await tryCode(ctx, control, { userId, code })
    if (tried.result !== 'TAKEN') return tried
    const rows = codes.map((one) => ({
      id: newId(ctx.clock),
      churchId: ctx.church.id,
      userId,
      codeHash: hashCode(one),
    }))
    await addRecoveryCodes(control, rows)
    await confirmSecret(control, userId, ctx.clock.now())
    await tellAccount(ctx, control, { action: 'user.confirmTotp', user })
    return tried
  })
  if (!outcome || outcome.result === 'NONE') {
    return refuse('NOT_ALLOWED_NOW', 'Nothing waits to be confirmed: begin with enableTotp.')
  }
  if (outcome.result === 'LOCKED') throw throttled('Too many wrong codes', outcome.retryAfterMs)
  return outcome.result === 'TAKEN' ? codes : wrongCode()
}

/**
 * Ends the viewer's second factor, shown a code of it or a recovery code.
 *
 * Refuses INVALID_CREDENTIALS for a wrong code, NOT_ALLOWED_NOW when there is none; throws THROTTLED.
 */
export async function disableTotp(
  ctx: Slice,
  { code }: { readonly code: string },
): Promise<{ readonly isDisabled: true } | Refused> {
  const { userId } = requireAccount(ctx)
  const outcome = await ctx.control.write(async (control) => {
    const user = await lockUser(control, userId)
    const tried = await tryCode(ctx, control, { userId, code })
    if (tried.result === 'TAKEN' && user) {
      await removeSecondFactor(control, userId)
      await tellAccount(ctx, control, { action: 'user.disableTotp', user })
    }
    return tried
  })
  if (outcome.result === 'NONE') return refuse('NOT_ALLOWED_NOW', 'There is no second factor.')
  if (outcome.result === 'LOCKED') throw throttled('Too many wrong codes', outcome.retryAfterMs)
  return outcome.result === 'TAKEN' ? { isDisabled: true } : wrongCode()
}

const wrongCode = (): Refused => refuse('INVALID_CREDENTIALS', 'The code is wrong, or was used before.', ['code'])
