import { requireViewer } from '../access/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { type LocalDate, localDay } from '../platform/instant.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { memberGone } from './member-announcements.js'
import { memberAudit } from './member-audit.js'
import { moveMember } from './member-life.repository.js'
import type { Member } from './member.js'
import { mayUpdateMember } from './member.policy.js'
import { lockMember } from './members.repository.js'

/** Where a member stands from which day; today when the day is left out. */
export interface ChangeMemberStatus {
  readonly id: string
  readonly status: Member['status']
  readonly statusOn?: LocalDate | null
}

/**
 * Moves a member to another status. DECEASED ends what the member belongs to.
 *
 * Refuses NOT_FOUND, INVALID for ERASED and for a day to come, NOT_ALLOWED_NOW when the member stands there already or was
 * erased; throws FORBIDDEN without `members.write`. Locks the member.
 */
export async function changeMemberStatus(ctx: Needs<'viewer' | 'refusedToken'>, input: ChangeMemberStatus) {
  if (!mayUpdateMember(requireViewer(ctx))) throw notAllowed('This needs the right members.write.')
  const { id, status } = input
  const now = ctx.clock.now()
  const today = localDay(now, ctx.church.timeZone)
  const day = input.statusOn ?? today
  if (status === 'ERASED') return refuse('INVALID', 'Only eraseMember erases.', ['status'])
  if (day > today) return refuse('INVALID', 'The day lies in the future.', ['statusOn'])

  return inTransaction(ctx, async (ctx) => {
    const member = await lockMember(ctx.db, id)
    if (!member) return refuse('NOT_FOUND', 'There is no such member.', ['id'])
    if (member.status === 'ERASED') return refuse('NOT_ALLOWED_NOW', 'The member has been erased.', ['id'])
    if (member.status === status) return refuse('NOT_ALLOWED_NOW', 'The member stands like this already.', ['status'])
    const changed = await moveMember(ctx.db, id, { status, statusOn: day, now })
    if (status === 'DECEASED') ctx.announce(memberGone({ memberId: id, day }))
    ctx.audit({ action: 'member.changeStatus', ...memberAudit(member, changed) })
    return changed
  })
}
