import { requireViewer } from '../access/index.js'
import { lockMember, mayChangePhoto, setPhoto } from '../members/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import type { PhotoUpload } from './create-member-photo-upload.js'
import { dropDocuments } from './drop-documents.js'

/**
 * Removes the photo of a member, of the viewer unless it says: links to it lead nowhere from then on.
 *
 * Refuses NOT_FOUND, also for a viewer who is nobody on the roll, and NOT_ALLOWED_NOW when there is no photo; throws
 * FORBIDDEN for others without `members.write`.
 */
export async function removeMemberPhoto(ctx: Needs<'refusedToken'>, { memberId: asked }: PhotoUpload) {
  const viewer = requireViewer(ctx)
  const memberId = asked ?? viewer.memberId
  if (memberId === null) return refuse('NOT_FOUND', 'The account is linked to nobody on the roll.', ['memberId'])
  if (!mayChangePhoto(viewer, { id: memberId })) throw notAllowed('This needs the right members.write.')

  return inTransaction(ctx, async (ctx) => {
    const member = await lockMember(ctx.db, memberId)
    if (!member) return refuse('NOT_FOUND', 'There is no such member.', ['memberId'])
    if (!member.photoDocumentId) return refuse('NOT_ALLOWED_NOW', 'The member has no photo.', ['memberId'])
    const changed = await setPhoto(ctx.db, memberId, { documentId: null, now: ctx.clock.now() })
    await dropDocuments(ctx, [member.photoDocumentId])
    const images = { before: { photo: member.photoDocumentId }, after: {} }
    ctx.audit({ action: 'member.removePhoto', entity: 'member', entityId: memberId, ...images })
    return changed
  })
}
