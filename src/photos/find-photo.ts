import type { Needs } from '../platform/context.js'
import { mediaTypes } from './document.js'
import { findDocument } from './photos.repository.js'

/** A photo as it is sent. */
export interface Photo {
  readonly bytes: Buffer
  readonly mediaType: string
}

/** The photo with this id; null when there is none, any more or yet. Who may see it is asked by its link. */
export async function findPhoto(ctx: Needs<'files'>, documentId: string): Promise<Photo | null> {
  const document = await findDocument(ctx.db, documentId)
  const mediaType = mediaTypes.get(document?.mimeType ?? '')
  if (document?.status !== 'READY' || !document.storageKey || !mediaType) return null
  const bytes = await ctx.files.get({ church: ctx.church.placeKey, name: document.storageKey })
  return bytes && { bytes, mediaType }
}
