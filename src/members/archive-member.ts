import { requireViewer } from '../access/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { aliasesOf, isArchived, moveMember } from './member-life.repository.js'
import { mayArchiveMember } from './member.policy.js'
import { lockMember } from './members.repository.js'

type Slice = Needs<'viewer' | 'refusedToken'>

/**
 * Takes a member off every list; the record and its history stay.
 *
 * Refuses NOT_FOUND, NOT_ALLOWED_NOW when it is archived; throws FORBIDDEN without `members.delete`. Locks the member.
 */
export const archiveMember = (ctx: Slice, { id }: { readonly id: string }) => moveInArchive(ctx, id, true)

/**
 * Takes a member out of the archive.
 *
 * Refuses NOT_FOUND, NOT_ALLOWED_NOW when it is not archived, was erased, or was merged into another; throws FORBIDDEN
 * without `members.delete`. Locks the member.
 */
export const restoreMember = (ctx: Slice, { id }: { readonly id: string }) => moveInArchive(ctx, id, false)

async function moveInArchive(ctx: Slice, id: string, isGoing: boolean) {
  if (!mayArchiveMember(requireViewer(ctx))) throw notAllowed('This needs the right members.delete.')

  return inTransaction(ctx, async (ctx) => {
    const member = await lockMember(ctx.db, id)
    if (!member) return refuse('NOT_FOUND', 'There is no such member.', ['id'])
    const now = ctx.clock.now()
    if ((await isArchived(ctx.db, id)) === isGoing) {
      return refuse('NOT_ALLOWED_NOW', isGoing ? 'The member is archived.' : 'The member is not archived.', ['id'])
    }
    if (member.status === 'ERASED') return refuse('NOT_ALLOWED_NOW', 'The member has been erased.', ['id'])
    if ((await aliasesOf(ctx.db, [id])).length > 0) {
      return refuse('NOT_ALLOWED_NOW', 'The member was merged into another.', ['id'])
    }
    const moved = await moveMember(ctx.db, id, { archivedAt: isGoing ? now : null, now })
    const action = isGoing ? 'member.archive' : 'member.restore'
    const [before, after] = [{ isArchived: !isGoing }, { isArchived: isGoing }]
    ctx.audit({ action, entity: 'member', entityId: id, before, after })
    return moved
  })
}
