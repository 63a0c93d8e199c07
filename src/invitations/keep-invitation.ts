import { addInvitedUser } from '../identity/index.js'
import type { Actor } from '../platform/audit/audit-entry.js'
import { tellAudit } from '../platform/audit/tell-audit.js'
import type { Needs } from '../platform/context.js'
import type { ControlDb } from '../platform/db/handles.js'
import { newId } from '../platform/ids.js'
import { addSeconds } from '../platform/instant.js'
import { enqueueJob } from '../platform/jobs/jobs.repository.js'
import { mailJob } from '../platform/mail/mail-task.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import { invitationAudit, invitationSeconds } from './invitation.js'
import { addInvitation, type Invitation, type NewInvitation, revokeOver } from './invitations.repository.js'

/** What is to be kept. */
export interface WantedInvitation {
  readonly invitation: Pick<NewInvitation, 'id' | 'email' | 'name' | 'roleIds' | 'memberId' | 'invitedBy'>
  /** Who the audit log says has invited, when it is not the viewer. */
  readonly actor?: Actor
}

/**
 * Keeps an invitation with its INVITED account, has it mailed, and tells the audit log, all with the transaction of
 * `control`. Refuses NOT_UNIQUE when the address has an account or an invitation that waits.
 */
export async function keepInvitation(
  ctx: Needs<never>,
  control: ControlDb,
  { invitation: wanted, actor }: WantedInvitation,
): Promise<Invitation | Refusal<'NOT_UNIQUE'>> {
  const { clock, church } = ctx
  const now = clock.now()
  const { email, name } = wanted
  const userId = await addInvitedUser(control, { id: newId(clock), churchId: church.id, email, name, now })
  if (!userId) return notUnique()
  await revokeOver(control, email, now)
  const expiresAt = addSeconds(now, invitationSeconds)
  const invitation = { ...wanted, churchId: church.id, userId, expiresAt, now }
  if (!(await addInvitation(control, invitation))) return notUnique()
  await enqueueJob(control, mailJob({ template: 'invitation', data: { invitationId: invitation.id } }))
  await tellAudit(ctx, control, {
    ...{ action: 'invitation.create', ...invitationAudit(invitation) },
    ...(actor && { actor }),
  })
  return { ...invitation, acceptedAt: null, revokedAt: null }
}

const notUnique = () =>
  refuse('NOT_UNIQUE', 'This address has an account of this church, or an invitation that waits.', ['email'])
