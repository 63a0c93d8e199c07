import { requireViewer } from '../access/index.js'
import { batchedByOwner } from '../platform/batched.js'
import type { Needs } from '../platform/context.js'
import type { MemberCard } from './member.js'
import { mayReadPersonal } from './member.policy.js'
import { memberCardsAskedFor } from './members.repository.js'
import { isInGroupLedBy } from './wanted-members.queries.js'

const loadAskedFor = batchedByOwner(({ askedId }) => askedId, memberCardsAskedFor)

/** The member with this id, or the one that it was merged into, if the viewer may know of them: null is the same answer for "none" and "not for you". */
export async function findMember(ctx: Needs<'viewer' | 'refusedToken'>, asked: string): Promise<MemberCard | null> {
  const viewer = requireViewer(ctx)
  const [member] = await loadAskedFor(ctx, asked)
  if (!member || mayReadPersonal(viewer, member)) return member ?? null
  const isMine = viewer.grants.has('members.read') && (await isInGroupLedBy(ctx.db, viewer, member.id))
  return isMine ? member : null
}
