import { requireViewer } from '../access/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { type LocalDate, localDay } from '../platform/instant.js'
import { refuse } from '../platform/refusal.js'
import type { Member } from './member.js'
import { mayUpdateMember } from './member.policy.js'
import { moveToStatus } from './move-to-status.js'

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
  const today = localDay(ctx.clock.now(), ctx.church.timeZone)
  const day = input.statusOn ?? today
  if (status === 'ERASED') return refuse('INVALID', 'Only eraseMember erases.', ['status'])
  if (day > today) return refuse('INVALID', 'The day lies in the future.', ['statusOn'])
  return moveToStatus(ctx, { id, status, day })
}
