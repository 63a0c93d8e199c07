import { type Delivery, enter, type Entered, findUser } from '../identity/index.js'
import type { AuditEntry } from '../platform/audit/audit-entry.js'
import { tellAudit } from '../platform/audit/tell-audit.js'
import { throttled } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import { type Outcome, tryCode } from './try-code.js'

/** The second half of a sign-in. */
export interface VerifyTotp {
  readonly challenge: string
  readonly code: string
  readonly delivery?: Delivery
}

type Refused = Refusal<'INVALID_CREDENTIALS'>

/**
 * Completes a sign-in with a code of the authenticator app or a recovery code; each counts once.
 *
 * Refuses INVALID_CREDENTIALS for a challenge that is over or was not given out here, or a wrong code; throws THROTTLED
 * after five wrong ones. Locks the account.
 */
export async function verifyTotp(
  ctx: Needs<'control' | 'origin' | 'seals' | 'tokens' | 'refreshCookie'>,
  { challenge, code, delivery = 'ANSWER' }: VerifyTotp,
): Promise<Entered | Refused> {
  const claims = await ctx.tokens.verifyChallenge(challenge)
  if (claims?.churchId !== ctx.church.id) return over()
  const user = await ctx.control.read((control) => findUser(control, claims.userId))
  if (user?.authEpoch !== claims.epoch) return over()

  const tries: Outcome[] = []
  const entered = await enter(ctx, {
    ...{ user, delivery },
    prepare: async (control) => {
      const tried = await tryCode(ctx, control, { userId: user.id, code })
      tries.push(tried)
      if (tried.result === 'WRONG') await tellAudit(ctx, control, wrongCode(user.id))
      return tried.result === 'TAKEN'
    },
  })
  if (entered) return entered
  const [tried] = tries
  if (tried?.result === 'LOCKED') throw throttled('Too many wrong codes', tried.retryAfterMs)
  if (tried?.result === 'WRONG')
    return refuse('INVALID_CREDENTIALS', 'The code is wrong, or was used before.', ['code'])
  return over()
}

/** No address among it: that the password was right names the account. At most five of an account in a quarter. */
const wrongCode = (userId: string): AuditEntry => ({
  ...{ action: 'user.signInFailed', entity: 'user', entityId: userId, after: { attempts: 1, step: 'SECOND_FACTOR' } },
  actor: { kind: 'USER', id: null, name: null },
})

const over = (): Refused =>
  refuse('INVALID_CREDENTIALS', 'The challenge is no longer valid: sign in again.', ['challenge'])
