import { lockRoles, refuseLastAdmin, requireViewer } from '../access/index.js'
import { confirmPassword, endEverySession, eraseAccount } from '../identity/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { localDay } from '../platform/instant.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { memberGone } from './member-announcements.js'
import { blankMember } from './member-life.repository.js'
import { mayManageMembers } from './member.policy.js'
import { lockMember } from './members.repository.js'

/** Whose data is removed, and the password of whoever does it. */
export interface EraseMember {
  readonly id: string
  readonly password: string
}

/**
 * Removes for good what tells who a member was: names become "Erased", contact, personal, sensitive and faith data go, the
 * account is closed and emptied. Number and history stay.
 *
 * Refuses INVALID_CREDENTIALS for a wrong password, NOT_FOUND, NOT_ALLOWED_NOW when it is done or is oneself, LAST_ADMIN for
 * the account of the last administrator; throws FORBIDDEN without `members.manage`. Locks the member, in turns with changes
 * of roles.
 */
export async function eraseMember(
  ctx: Needs<'viewer' | 'refusedToken' | 'control' | 'limits' | 'bearer'>,
  { id, password }: EraseMember,
) {
  const viewer = requireViewer(ctx)
  if (!mayManageMembers(viewer)) throw notAllowed('This needs the right members.manage.')
  const wrong = await confirmPassword(ctx, password)
  if (wrong) return wrong

  return inTransaction(ctx, async (ctx) => {
    await lockRoles(ctx.db)
    const member = await lockMember(ctx.db, id)
    if (!member) return refuse('NOT_FOUND', 'There is no such member.', ['id'])
    if (member.status === 'ERASED') return refuse('NOT_ALLOWED_NOW', 'The member has been erased.', ['id'])
    const { userId } = member
    if (userId === viewer.userId) return refuse('NOT_ALLOWED_NOW', 'Somebody else has to erase you.', ['id'])
    const last = userId && (await refuseLastAdmin(ctx, userId, ['id']))
    if (last) return last

    const now = ctx.clock.now()
    const erased = await blankMember(ctx.db, id, now)
    ctx.announce(memberGone({ memberId: id, day: localDay(now, ctx.church.timeZone) }))
    ctx.audit({ action: 'member.erase', entity: 'member', entityId: id })
    if (userId) {
      await ctx.control.write(async (control) => {
        await eraseAccount(control, userId, now)
        await endEverySession(control, { id: userId, reason: 'ADMIN', now })
      })
    }
    return erased
  })
}
