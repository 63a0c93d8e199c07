import type { Needs } from '../platform/context.js'
import type { LocalDate } from '../platform/instant.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { membersGone } from './member-announcements.js'
import { memberAudit } from './member-audit.js'
import { moveMember } from './member-life.repository.js'
import type { Member } from './member.js'
import { lockMember } from './members.repository.js'

/** Who stands where, from which day. */
export interface MoveToStatus {
  readonly id: string
  readonly status: Exclude<Member['status'], 'ERASED'>
  readonly day: LocalDate
}

type Slice = Needs<never>
type Outcome = Member | Refusal<'NOT_FOUND' | 'NOT_ALLOWED_NOW'>

/**
 * What `changeMemberStatus` does, for whoever has checked the right to it, such as the end of a transfer.
 *
 * Refuses NOT_FOUND, and NOT_ALLOWED_NOW when the member stands there already or was erased. Locks the member.
 */
export const moveToStatus = (ctx: Slice, { id, status, day }: MoveToStatus): Promise<Outcome> =>
  inTransaction<Slice, Outcome>(ctx, async (ctx) => {
    const member = await lockMember(ctx.db, id)
    if (!member) return refuse('NOT_FOUND', 'There is no such member.', ['id'])
    if (member.status === 'ERASED') return refuse('NOT_ALLOWED_NOW', 'The member has been erased.', ['id'])
    if (member.status === status) return refuse('NOT_ALLOWED_NOW', 'The member stands like this already.', ['status'])
    const changed = await moveMember(ctx.db, id, { status, statusOn: day, now: ctx.clock.now() })
    if (status === 'DECEASED') ctx.announce(membersGone({ memberIds: [id], day }))
    ctx.audit({ action: 'member.changeStatus', ...memberAudit(member, changed) })
    return changed
  })
