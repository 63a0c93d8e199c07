import { memberErased, membersMerged } from '../members/index.js'
import { when } from '../platform/outbox/reaction.js'
import { dropFiles } from './drop-documents.js'
import { moveDocuments, removeDocumentsOf } from './photos.repository.js'

/** What becomes of documents when members are erased or merged. */
export const documentReactions = [
  when(memberErased, async (ctx, { memberId }) => dropFiles(ctx, await removeDocumentsOf(ctx.db, memberId))),
  when(membersMerged, ({ db }, { fromId, intoId }) => moveDocuments(db, fromId, intoId)),
]
