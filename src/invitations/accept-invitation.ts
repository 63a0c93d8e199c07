import {
  acceptPassword,
  activateUser,
  type Delivery,
  enter,
  type Entered,
  findUser,
  tellAccount,
} from '../identity/index.js'
import type { Ctx, Needs } from '../platform/context.js'
import { enqueueJob } from '../platform/jobs/jobs.repository.js'
import { hashOfSecret } from '../platform/mail/link-secrets.js'
import { isRefusal, refuse, type Refusal } from '../platform/refusal.js'
import { acceptOpen, findInvitationByHash } from './invitations.repository.js'
import { settleInvitation, settleTask } from './settle-invitation.js'

/** The secret of a mailed link, and the password there shall be. */
export interface AcceptInvitation {
  readonly token: string
  readonly password: string
  readonly delivery?: Delivery
}

type Slice = Needs<'control' | 'origin' | 'tokens' | 'refreshCookie'>
type Refused = Refusal<'INVALID_CREDENTIALS' | 'TOO_SHORT' | 'TOO_LONG' | 'INVALID'>

/**
 * Makes the invited account its holder's own: ACTIVE, with this password and a proved address, and signs in. The roles
 * and the member follow at once, and if that fails by a job.
 *
 * Refuses INVALID_CREDENTIALS for a link that was used, revoked, is over or unknown; TOO_SHORT, TOO_LONG and INVALID for
 * a password that cannot be taken, which leaves the link as it is. Locks the account.
 */
export async function acceptInvitation(ctx: Slice, input: AcceptInvitation): Promise<Entered | Refused> {
  const { token, password, delivery = 'ANSWER' } = input
  const invitation = await ctx.control.read((control) => findInvitationByHash(control, hashOfSecret(token)))
  const user = invitation && (await ctx.control.read((control) => findUser(control, invitation.userId)))
  if (!invitation || user?.status !== 'INVITED') return countsNoMore()
  const accepted = await acceptPassword(ctx, { user, password, path: ['password'] })
  if (isRefusal(accepted)) return accepted

  const now = ctx.clock.now()
  const entered = await enter(ctx, {
    ...{ user, delivery, status: 'INVITED' },
    prepare: async (control) => {
      if (!(await acceptOpen(control, invitation.id, now))) return false
      await activateUser(control, { userId: user.id, passwordHash: accepted.passwordHash, now })
      const invited = { roleIds: invitation.roleIds, memberId: invitation.memberId }
      await tellAccount(ctx, control, { action: 'user.acceptInvitation', user, after: invited })
      await enqueueJob(control, { task: settleTask, data: { invitationId: invitation.id } })
      return true
    },
  })
  if (!entered) return countsNoMore()
  await settleAtOnce(ctx, invitation.id)
  return entered
}

const countsNoMore = (): Refused =>
  refuse('INVALID_CREDENTIALS', 'The invitation does not count any more: ask for another.', ['token'])

/** Whoever was let in finds their roles there. The job does the same if this fails. */
async function settleAtOnce(ctx: Pick<Ctx, keyof Slice>, invitationId: string): Promise<void> {
  try {
    await settleInvitation(ctx, invitationId)
  } catch (error) {
    ctx.log.warn({ err: error }, 'roles of an accepted invitation are given by its job')
  }
}
