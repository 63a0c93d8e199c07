import { requireViewer } from '../access/index.js'
import { lockMember, mayChangePhoto } from '../members/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { newId } from '../platform/ids.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { linkTo } from './photo-link.js'
import { addUpload } from './photos.repository.js'

/** Of whom a photo will be sent; of the viewer unless it says. */
export interface PhotoUpload {
  readonly memberId?: string | null
}

/**
 * A link that takes one photo of a member by PUT. The photo they had stays until the new one is there.
 *
 * Refuses NOT_FOUND, also for a viewer who is nobody on the roll, and NOT_ALLOWED_NOW for an erased member; throws
 * FORBIDDEN for others without `members.write`, and THROTTLED.
 */
export async function createMemberPhotoUpload(
  ctx: Needs<'refusedToken' | 'throttle' | 'page' | 'fileLinks'>,
  { memberId: asked }: PhotoUpload,
) {
  const viewer = requireViewer(ctx)
  const memberId = asked ?? viewer.memberId
  if (memberId === null) return refuse('NOT_FOUND', 'The account is linked to nobody on the roll.', ['memberId'])
  if (!mayChangePhoto(viewer, { id: memberId })) throw notAllowed('This needs the right members.write.')
  await ctx.throttle('photo-upload', { by: viewer.userId })

  return inTransaction(ctx, async (ctx) => {
    const member = await lockMember(ctx.db, memberId)
    if (!member) return refuse('NOT_FOUND', 'There is no such member.', ['memberId'])
    if (member.status === 'ERASED') return refuse('NOT_ALLOWED_NOW', 'The member has been erased.', ['memberId'])
    const { clock } = ctx
    const id = newId(clock)
    await addUpload(ctx.db, { id, memberId, uploadedBy: viewer.userId, now: clock.now() })
    ctx.audit({ action: 'member.uploadPhoto', entity: 'member', entityId: memberId, after: { documentId: id } })
    const { url: uploadUrl, expiresAt } = linkTo(ctx, { use: 'write', documentId: id })
    return { uploadUrl, expiresAt }
  })
}
