import type { Needs } from '../platform/context.js'
import { hashOfSecret } from '../platform/mail/link-secrets.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { applicationAudit } from './application-audit.js'
import { isOpen } from './application.js'
import { changeApplication, lockApplicationByHash } from './applications.repository.js'

/**
 * Withdraws the application that the mailed secret belongs to: PENDING or APPROVED becomes WITHDRAWN.
 *
 * Refuses INVALID_CREDENTIALS for a secret that opens nothing, NOT_ALLOWED_NOW when it was decided or withdrawn before.
 * Locks the application.
 */
export const withdrawMembershipApplication = (
  ctx: Needs<never>,
  { token }: { readonly token: string },
): Promise<true | Refusal<'INVALID_CREDENTIALS' | 'NOT_ALLOWED_NOW'>> =>
  inTransaction<Needs<never>, true | Refusal<'INVALID_CREDENTIALS' | 'NOT_ALLOWED_NOW'>>(ctx, async (ctx) => {
    const application = await lockApplicationByHash(ctx.db, hashOfSecret(token))
    if (!application) return refuse('INVALID_CREDENTIALS', 'There is no application with this link.', ['token'])
    if (!isOpen(application)) {
      return refuse('NOT_ALLOWED_NOW', 'The application waits no more: it was decided or withdrawn.', ['token'])
    }
    const now = ctx.clock.now()
    const changed = await changeApplication(ctx.db, application.id, { status: 'WITHDRAWN', withdrawnAt: now, now })
    ctx.audit({ action: 'application.withdraw', ...applicationAudit(application, changed) })
    return true
  })
