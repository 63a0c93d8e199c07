import { requireViewer } from '../access/index.js'
import { batchedById } from '../platform/batched.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs, Viewer } from '../platform/context.js'
import type { Page } from '../platform/page.js'
import type { Membership } from './membership.js'
import { ministriesById } from './ministries.repository.js'
import { ministryList, type MinistryListRequest } from './ministry-list.queries.js'
import { membershipsOf } from './ministry-members.queries.js'
import { type Ministry, openCategories } from './ministry.js'
import { mayReadArchivedMinistries } from './ministry.policy.js'

/** One ministry by id, batched with the others that this ctx asks for; null when there is none. Hides nothing. */
export const loadMinistry = batchedById(ministriesById)

/** A ministry as this viewer may know of it: null also for one of a switched-off category, and an archived one. */
export async function findMinistry(ctx: Needs<'viewer' | 'refusedToken'>, id: string): Promise<Ministry | null> {
  const viewer = requireViewer(ctx)
  const ministry = await loadMinistry(ctx, id)
  if (!ministry || !openCategories(ctx.church.features).includes(ministry.category)) return null
  return ministry.archivedAt === null || mayReadArchivedMinistries(viewer) ? ministry : null
}

/** A page of ministries, by name. Throws FORBIDDEN when who may not see archived ones asks for them. */
export async function listMinistries(
  ctx: Needs<'viewer' | 'refusedToken'>,
  request: MinistryListRequest,
): Promise<Page<Ministry>> {
  if (request.filter?.archived && !mayReadArchivedMinistries(requireViewer(ctx))) {
    throw notAllowed('Archived ministries are for those with the right ministries.manage.')
  }
  return ministryList(ctx.db, openCategories(ctx.church.features), request)
}

/** Where somebody is in, or waits; ministries of a switched-off category are left out. Empty for who is not on the roll. */
export async function listOwnMemberships(
  ctx: Needs<'viewer'>,
  { memberId }: Pick<Viewer, 'memberId'>,
): Promise<readonly Membership[]> {
  if (!memberId) return []
  return membershipsOf(ctx.db, memberId, openCategories(ctx.church.features))
}
