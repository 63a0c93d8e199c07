import type { AuditEntry } from '../platform/audit/audit-entry.js'
import { tellAudit } from '../platform/audit/tell-audit.js'
import type { Needs } from '../platform/context.js'
import { isEmail } from '../platform/text.js'
import { countFailure, slotOf } from './sign-in-failures.js'
import { keepFailures, lockFailures } from './sign-in-failures.repository.js'

/**
 * Tells the audit log that a sign-in failed, for known and unknown addresses alike. Many failures become few entries, each
 * with its number of `attempts`: the 1st, 10th, 100th of an hour. Never throws away a count; awaits its turn on it.
 */
export function tellFailedSignIn(
  ctx: Needs<'control'>,
  { email, userId }: { readonly email: string; readonly userId: string | null },
): Promise<void> {
  const place = { churchId: ctx.church.id, slot: slotOf(email, ctx.origin.ip) }
  return ctx.control.write(async (control) => {
    const now = ctx.clock.now()
    const { count, tell, leftOver } = countFailure(await lockFailures(control, place, now), now)
    await keepFailures(control, place, count)
    if (leftOver > 0) await tellAudit(ctx, control, failed(null, { attempts: leftOver }))
    // What is no address may be a password that was typed into the wrong field.
    const known = { attempts: tell, ...(isEmail(email) && { email }) }
    if (tell > 0) await tellAudit(ctx, control, failed(userId, known))
  })
}

const failed = (userId: string | null, after: object): AuditEntry => ({
  ...{ action: 'user.signInFailed', entity: 'user', entityId: userId, after },
  // Whoever it was, the account's owner or somebody else.
  actor: { kind: 'USER', id: null, name: null },
})
