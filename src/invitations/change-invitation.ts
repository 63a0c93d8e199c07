import { requireViewer } from '../access/index.js'
import { tellAudit } from '../platform/audit/tell-audit.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { addSeconds } from '../platform/instant.js'
import { enqueueJob } from '../platform/jobs/jobs.repository.js'
import { mailJob } from '../platform/mail/mail-task.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import { invitationAudit, invitationSeconds } from './invitation.js'
import { extendInvitation, type Invitation, openInvitations, revokeOpen } from './invitations.repository.js'

type Slice = Needs<'control' | 'throttle' | 'viewer' | 'refusedToken'>

function requireInviter(ctx: Slice): void {
  if (requireViewer(ctx).grants.get('users.create') !== 'ALL') throw notAllowed('This needs the right users.create.')
}

/** Up to 200 invitations that wait, the newest first. Throws FORBIDDEN without `users.create`. */
export async function listInvitations(ctx: Slice): Promise<readonly Invitation[]> {
  requireInviter(ctx)
  return ctx.control.read(openInvitations)
}

/**
 * Mails an invitation again; it counts for seven days from now. Refuses NOT_FOUND for one that was accepted, revoked or
 * never made; throws FORBIDDEN without `users.create`, THROTTLED after 5 an hour.
 */
export async function resendInvitation(
  ctx: Slice,
  { id }: { readonly id: string },
): Promise<Invitation | Refusal<'NOT_FOUND'>> {
  requireInviter(ctx)
  await ctx.throttle('invitation-mail', { by: id })
  const now = ctx.clock.now()
  return ctx.control.write(async (control) => {
    const extended = await extendInvitation(control, { id, expiresAt: addSeconds(now, invitationSeconds), now })
    if (!extended) return noSuch()
    await enqueueJob(control, mailJob({ template: 'invitation', data: { invitationId: id }, key: id }))
    await tellAudit(ctx, control, { action: 'invitation.resend', ...invitationAudit(extended) })
    return extended
  })
}

/** Withdraws an invitation: its link opens nothing. Refuses and throws as `resendInvitation`. */
export async function revokeInvitation(
  ctx: Slice,
  { id }: { readonly id: string },
): Promise<Invitation | Refusal<'NOT_FOUND'>> {
  requireInviter(ctx)
  return ctx.control.write(async (control) => {
    const revoked = await revokeOpen(control, id, ctx.clock.now())
    if (!revoked) return noSuch()
    await tellAudit(ctx, control, { action: 'invitation.revoke', ...invitationAudit(revoked) })
    return revoked
  })
}

const noSuch = () => refuse('NOT_FOUND', 'There is no such invitation that waits.', ['id'])
