import { type AuditEntry, unaudited } from '../platform/audit/audit-entry.js'
import type { Needs } from '../platform/context.js'
import { isEmail } from '../platform/text.js'
import { inTransaction } from '../platform/transaction.js'
import { countFailure, slotOf } from './sign-in-failures.js'
import { keepFailures, lockFailures } from './sign-in-failures.repository.js'
import type { User } from './user.js'

/** Tells the audit log that somebody signed in. Await it before the tokens leave: none is used that nobody was told of. */
export function tellSignIn(ctx: Needs<never>, user: User): Promise<void> {
  const actor = { kind: 'USER', id: user.id, name: user.name } as const
  return inTransaction(ctx, async (ctx) => ctx.audit({ action: 'user.signIn', ...entityOf(user.id), actor }))
}

/**
 * Tells the audit log that a sign-in failed, for known and unknown addresses alike. Many failures become few entries, each
 * with its number of `attempts`: the 1st, 10th, 100th of an hour. Never throws away a count; awaits its turn on it.
 */
export function tellFailedSignIn(
  ctx: Needs<never>,
  { email, userId }: { readonly email: string; readonly userId: string | null },
): Promise<void> {
  const slot = slotOf(email, ctx.origin.ip)
  return inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now()
    const { count, tell, leftOver } = countFailure(await lockFailures(ctx.db, slot, now), now)
    await keepFailures(ctx.db, slot, count)
    if (leftOver > 0) ctx.audit(failed(null, { attempts: leftOver }))
    // What is no address may be a password that was typed into the wrong field.
    if (tell > 0) ctx.audit(failed(userId, { attempts: tell, ...(isEmail(email) && { email }) }))
    ctx.audit(unaudited('a failure among many: counted, and told with the others'))
  })
}

const entityOf = (userId: string | null) => ({ entity: 'user', entityId: userId })

const failed = (userId: string | null, after: object): AuditEntry => ({
  ...{ action: 'user.signInFailed', ...entityOf(userId), after },
  // Whoever it was, the account's owner or somebody else.
  actor: { kind: 'USER', id: null, name: null },
})
