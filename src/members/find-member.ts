import { requireViewer } from '../access/index.js'
import { batchedById } from '../platform/batched.js'
import type { Needs } from '../platform/context.js'
import { loadMemberCard } from './load-member.js'
import { aliasesOf } from './member-life.repository.js'
import type { MemberCard } from './member.js'
import { mayReadPersonal } from './member.policy.js'
import { isInGroupLedBy } from './wanted-members.queries.js'

const loadAlias = batchedById(aliasesOf)

/** The member with this id, or the one that it was merged into, if the viewer may know of them: null is the same answer for "none" and "not for you". */
export async function findMember(ctx: Needs<'viewer' | 'refusedToken'>, asked: string): Promise<MemberCard | null> {
  const viewer = requireViewer(ctx)
  // Hardly anybody was merged: who is asked for is read beside the question whether they were.
  const early = mayReadPersonal(viewer, { id: asked }) ? loadMemberCard(ctx, asked) : null
  const id = (await loadAlias(ctx, asked))?.memberId ?? asked
  if (early && id === asked) return early
  if (mayReadPersonal(viewer, { id })) return loadMemberCard(ctx, id)

  const isMine = viewer.grants.has('members.read') && (await isInGroupLedBy(ctx.db, viewer, id))
  return isMine ? loadMemberCard(ctx, id) : null
}
