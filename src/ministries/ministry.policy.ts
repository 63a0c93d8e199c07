import type { Viewer } from '../platform/context.js'
import type { MinistryRole } from './membership.js'
import type { Ministry } from './ministry.js'

/** What a policy must know of a ministry. */
export type Led = Pick<Ministry, 'leaderIds'>

/** Whether the viewer leads the ministry or assists in it: what a right in GROUP scope reaches. */
const leads = (viewer: Viewer, { leaderIds }: Led): boolean =>
  viewer.memberId !== null && leaderIds.includes(viewer.memberId)

/** Whether the viewer may found ministries. */
export const mayCreateMinistry = (viewer: Viewer): boolean => viewer.grants.get('ministries.create') === 'ALL'

/** Whether the viewer may change this ministry and who is in it: any, or one they lead. */
export function mayUpdateMinistry(viewer: Viewer, ministry: Led): boolean {
  const scope = viewer.grants.get('ministries.write')
  return scope === 'ALL' || (scope === 'GROUP' && leads(viewer, ministry))
}

/** Whether the viewer may say who leads and who assists: leaders do not name leaders, nor dismiss them. */
export const mayNameLeaders = (viewer: Viewer): boolean => viewer.grants.get('ministries.write') === 'ALL'

/** Whether the viewer may give this role in this ministry, or take it: that of a plain member, or any. */
export const mayGiveMinistryRole = (viewer: Viewer, ministry: Led, role: MinistryRole): boolean =>
  mayUpdateMinistry(viewer, ministry) && (role === 'MEMBER' || mayNameLeaders(viewer))

/** Whether the viewer may archive ministries, and take them back. */
export const mayArchiveMinistry = (viewer: Viewer): boolean => viewer.grants.get('ministries.delete') === 'ALL'

/** Whether the viewer may see archived ministries. */
export const mayReadArchivedMinistries = (viewer: Viewer): boolean => viewer.grants.get('ministries.manage') === 'ALL'

/**
 * Whether the viewer sees everybody in this ministry: who reads the whole roll, or reads groups and leads this one.
 * Others see themselves, and whom the directory shows.
 */
export function mayReadMinistryMembers(viewer: Viewer, ministry: Led): boolean {
  const scope = viewer.grants.get('members.read')
  return scope === 'ALL' || (scope === 'GROUP' && leads(viewer, ministry))
}
