import { throttled } from '../platform/blocked.js'
import type { Origin } from '../platform/context.js'
import { addressGroup } from '../platform/limits/address-group.js'
import type { Limits, Spender } from '../platform/limits/limits.js'

const quarter = 900
const day = 86_400

/** Failed sign-ins with one e-mail: the fifth locks it. */
const failures = { name: 'sign-in-failures', points: 5, seconds: quarter }
/** How often an e-mail was locked: each time for twice as long. */
const locks = { name: 'sign-in-locks', points: 1000, seconds: 7 * day }
/** Failed sign-ins from one address, whatever the e-mails and churches. */
const failuresHere = { name: 'sign-in-failures-here', points: 20, seconds: quarter }
/** Who has signed in from an address. */
const familiar = { name: 'sign-in-familiar', points: 1000, seconds: 20 * day }

/** Where somebody signs in: at a church, or as a super-admin at none. */
interface Counting {
  readonly church: { readonly id: string } | null
  readonly limits: Limits
  readonly origin: Origin
  /** Called when an e-mail has just been locked; whether anybody has it or not. */
  readonly whenLocked?: () => Promise<void>
}

/**
 * Runs `attempt` at signing in with `email`, which resolves to null when it failed, and slows down who guesses.
 *
 * The fifth failure within 15 minutes locks the e-mail for as long, each further lock for twice as long, up to a day;
 * success ends the count. After 20 failures from an address only those get in who have signed in from there before, so
 * that nobody locks out a church that shares it. Throws THROTTLED then, in words and time alike whether the account
 * exists or the password is right.
 */
export async function slowGuessing<Success extends object>(
  ctx: Counting,
  email: string,
  attempt: () => Promise<Success | null>,
): Promise<Success | null> {
  const account = { church: ctx.church?.id ?? null, who: email }
  // Counted before it is tried: however many guess at once, five passwords are tried.
  const counted = await ctx.limits.spend(failures, account)
  if (!counted.isWithin) throw tooOften(counted.retryAfterMs)

  const here = placesOf(ctx, account)
  const crowd = here && (await ctx.limits.look(failuresHere, here.address))
  const isCrowded = crowd !== null && crowd.spent >= failuresHere.points
  const success = await attempt()
  if (success && (!isCrowded || (await isFamiliar(ctx, here)))) {
    await Promise.all([ctx.limits.forget(failures, account), ctx.limits.forget(locks, account)])
    if (here) await ctx.limits.spend(familiar, here.person)
    return success
  }

  if (counted.spent >= failures.points) await lock(ctx, account)
  if (isCrowded) throw tooOften(crowd.retryAfterMs)
  if (here) await ctx.limits.spend(failuresHere, here.address)
  return null
}

const tooOften = (wait: number) => throttled('Signing in failed too often', wait)

async function lock({ limits, whenLocked }: Counting, account: Spender): Promise<void> {
  const { spent } = await limits.spend(locks, account)
  await limits.exhaust(failures, account, Math.min(quarter * 2 ** (spent - 1), day))
  await whenLocked?.()
}

interface Here {
  readonly address: Spender
  readonly person: Spender
}

function placesOf({ origin, church }: Counting, { who }: Spender): Here | null {
  if (origin.ip === null) return null
  const address = addressGroup(origin.ip)
  return { address: { church: null, who: address }, person: { church: church?.id ?? null, who: `${who} ${address}` } }
}

const isFamiliar = async ({ limits }: Counting, here: Here | null): Promise<boolean> =>
  here !== null && (await limits.look(familiar, here.person)).spent > 0
