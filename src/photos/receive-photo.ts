import { createHash, randomUUID } from 'node:crypto'
import { lockMember, setPhoto } from '../members/index.js'
import { unaudited } from '../platform/audit/audit-entry.js'
import type { Needs } from '../platform/context.js'
import { readImage } from '../platform/files/read-image.js'
import { inTransaction } from '../platform/transaction.js'
import type { FileFacts } from './document.js'
import { dropDocuments, dropFiles } from './drop-documents.js'
import { finishUpload, lockDocument, nameUpload, rejectUpload } from './photos.repository.js'

type PhotoCtx = Needs<'files'>

/** What became of the bytes of a photo. GONE: there is no such upload, or it has been used. */
export type Received = 'READY' | 'REJECTED' | 'GONE'

/**
 * Takes the bytes of a photo that was announced: keeps them if they are one, and shows them from then on in the place of
 * the photo there was. Who may send them is asked by their link. May be tried again until it answers READY or REJECTED.
 */
export async function receivePhoto(ctx: PhotoCtx, documentId: string, sent: Buffer): Promise<Received> {
  const image = await readImage(sent)
  if (!image) return refusePhoto(ctx, documentId)

  const { bytes, mimeType } = image
  const facts = { mimeType, sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest() }
  const storageKey = randomUUID()
  if (!(await name(ctx, documentId, storageKey))) return 'GONE'
  await ctx.files.put({ church: ctx.church.placeKey, name: storageKey }, bytes)
  const isShown = await show(ctx, { documentId, storageKey, facts })
  // Another try was faster, or the member is gone: nothing leads to these bytes.
  if (!isShown) await ctx.files.remove({ church: ctx.church.placeKey, name: storageKey })
  return isShown ? 'READY' : 'GONE'
}

const refusePhoto = (ctx: PhotoCtx, documentId: string): Promise<Received> =>
  inTransaction(ctx, async ({ db, audit, clock }) => {
    const document = await lockDocument(db, documentId)
    audit(unaudited('nothing is shown, before and after'))
    if (document?.status !== 'UPLOADING') return 'GONE'
    await rejectUpload(db, documentId, clock.now())
    return 'REJECTED'
  })

/** Writes down where this try puts its bytes, before it does: whatever dies then, somebody knows of them. */
const name = (ctx: PhotoCtx, id: string, storageKey: string): Promise<boolean> =>
  inTransaction(ctx, async (ctx) => {
    const document = await lockDocument(ctx.db, id)
    ctx.audit(unaudited('nothing is shown, before and after'))
    if (document?.status !== 'UPLOADING') return false
    if (document.storageKey) dropFiles(ctx, [document.storageKey])
    await nameUpload(ctx.db, { id, storageKey, now: ctx.clock.now() })
    return true
  })

interface Shown {
  readonly documentId: string
  readonly storageKey: string
  readonly facts: FileFacts
}

const show = (ctx: PhotoCtx, { documentId, storageKey, facts }: Shown): Promise<boolean> =>
  inTransaction(ctx, async (ctx) => {
    const { db, clock } = ctx
    const document = await lockDocument(db, documentId)
    const isMine = document?.status === 'UPLOADING' && document.storageKey === storageKey
    const member = isMine && document.memberId ? await lockMember(db, document.memberId) : null
    if (!document || !member || member.status === 'ERASED') {
      ctx.audit(unaudited('nothing is shown, before and after'))
      return false
    }
    await finishUpload(db, { id: documentId, facts, now: clock.now() })
    await setPhoto(db, member.id, { documentId, now: clock.now() })
    if (member.photoDocumentId) await dropDocuments(ctx, [member.photoDocumentId])
    const images = { before: { photo: member.photoDocumentId }, after: { photo: documentId } }
    const actor = { kind: 'USER', id: document.uploadedBy, name: null } as const
    ctx.audit({ action: 'member.changePhoto', entity: 'member', entityId: member.id, ...images, actor })
    return true
  })
