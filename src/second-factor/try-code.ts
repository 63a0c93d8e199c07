import type { Needs } from '../platform/context.js'
import type { ControlDb } from '../platform/db/handles.js'
import { addSeconds, type Instant, isBefore, millisecondsUntil } from '../platform/instant.js'
import { hashCode, tidyCode } from './recovery-codes.js'
import { findSecondFactor, noteTry, type SecondFactor, useRecoveryCode } from './second-factor.repository.js'
import { stepOf } from './totp.js'

/** How many wrong codes in a row lock the second factor, and for how long the first time, in seconds. */
const maxFailures = 5
const firstLock = 15 * 60
const longestLock = 24 * 3600

/** What became of a code. `retryAfterMs` is for how long none is taken. */
export type Outcome =
  | { readonly result: 'TAKEN' | 'WRONG' | 'NONE' }
  | { readonly result: 'LOCKED'; readonly retryAfterMs: number }

/**
 * Tries a code of the app, or a recovery code, in a transaction that has locked the account: however many guess at once,
 * they take turns. What it notes must be committed, whatever becomes of the code. NONE when there is no second factor.
 */
export async function tryCode(
  ctx: Needs<'seals'>,
  control: ControlDb,
  { userId, code }: { readonly userId: string; readonly code: string },
): Promise<Outcome> {
  const now = ctx.clock.now()
  const factor = await findSecondFactor(control, userId)
  if (!factor) return { result: 'NONE' }
  if (factor.lockedUntil && isBefore(now, factor.lockedUntil)) {
    return { result: 'LOCKED', retryAfterMs: millisecondsUntil(now, factor.lockedUntil) }
  }
  const step = appStep(ctx, factor, tidyCode(code))
  const isRecovered = step === null && (await useRecoveryCode(control, { userId, codeHash: hashCode(code), now }))
  if (step === null && !isRecovered) {
    await noteTry(control, { userId, ...afterFailure(factor, now), now })
    return { result: 'WRONG' }
  }
  await noteTry(control, { userId, failures: 0, lockedUntil: null, ...(step === null ? {} : { lastStep: step }), now })
  return { result: 'TAKEN' }
}

/** The step of a code of the app that was not taken yet, nor a later one. */
function appStep({ seals, clock }: Needs<'seals'>, factor: SecondFactor, code: string): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const secret = seals.open(factor.secret, { column: 'second_factor.secret', rowId: factor.userId })
  const step = stepOf(secret, code, clock.now())
  return step !== null && step > factor.lastStep ? step : null
}

function afterFailure({ failures }: SecondFactor, now: Instant): Pick<SecondFactor, 'failures' | 'lockedUntil'> {
  const failed = failures + 1
  if (failed % maxFailures > 0) return { failures: failed, lockedUntil: null }
  const lock = Math.min(firstLock * 2 ** (failed / maxFailures - 1), longestLock)
  return { failures: failed, lockedUntil: addSeconds(now, lock) }
}
