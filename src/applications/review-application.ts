import { requireViewer } from '../access/index.js'
import type { Needs } from '../platform/context.js'
import { mailJob } from '../platform/mail/mail-task.js'
import { refuse, refuseAll } from '../platform/refusal.js'
import { textFaults, trimmed } from '../platform/text.js'
import { applicationApproved } from './application-announcements.js'
import { applicationAudit } from './application-audit.js'
import { isOpen } from './application.js'
import { changeApplication } from './applications.repository.js'
import { inApplication, requireDecider } from './in-application.js'

type Slice = Needs<'viewer' | 'refusedToken'>

/**
 * Approves an application: PENDING becomes APPROVED, those who confirm are told, and the applicant is mailed.
 *
 * Refuses NOT_FOUND, and NOT_ALLOWED_NOW for one that does not wait for this; throws FORBIDDEN without `members.manage`.
 * Locks the application: of two who decide at once one is refused.
 */
export const approveMembershipApplication = (ctx: Slice, { id }: { readonly id: string }) =>
  inApplication(ctx, id, async (ctx, application) => {
    if (application.status !== 'PENDING') return refuse('NOT_ALLOWED_NOW', 'The application is not PENDING.', ['id'])
    const now = ctx.clock.now()
    const reviewed = { reviewedBy: requireViewer(ctx).userId, reviewedAt: now }
    const changed = await changeApplication(ctx.db, id, { status: 'APPROVED', ...reviewed, now })
    ctx.audit({ action: 'application.approve', ...applicationAudit(application, changed) })
    ctx.announce(applicationApproved(changed))
    ctx.enqueue(mailJob({ template: 'application-approved', data: { applicationId: id }, key: id }))
    return changed
  })

/** Which application is rejected, and why; the applicant reads the reason. */
export interface RejectMembershipApplication {
  readonly id: string
  readonly reason: string
}

/**
 * Rejects an application that waits: PENDING or APPROVED becomes REJECTED, and the applicant is mailed the reason.
 *
 * Refuses and throws as `approveMembershipApplication`, and REQUIRED and TOO_LONG (1,000 characters) for the reason.
 */
export async function rejectMembershipApplication(ctx: Slice, { id, reason }: RejectMembershipApplication) {
  requireDecider(ctx)
  const rejectionReason = trimmed(reason)
  const faults = refuseAll(
    textFaults({ reason: rejectionReason }, [{ field: 'reason', maximum: 1000, isRequired: true }]),
  )
  if (faults) return faults

  return inApplication(ctx, id, async (ctx, application) => {
    if (!isOpen(application)) return refuse('NOT_ALLOWED_NOW', 'The application waits no more.', ['id'])
    const now = ctx.clock.now()
    const reviewed = { reviewedBy: requireViewer(ctx).userId, reviewedAt: now, rejectionReason }
    const changed = await changeApplication(ctx.db, id, { status: 'REJECTED', ...reviewed, now })
    ctx.audit({ action: 'application.reject', ...applicationAudit(application, changed) })
    ctx.enqueue(mailJob({ template: 'application-rejected', data: { applicationId: id }, key: id }))
    return changed
  })
}
