import type { Viewer } from '../platform/context.js'
import type { Household } from './household.js'

/** What a policy must know of a household. */
export type Kept = Pick<Household, 'keeperIds'>

/** Whether the viewer is HEAD or SPOUSE of the household. */
export const keepsHousehold = (viewer: Viewer, { keeperIds }: Kept): boolean =>
  viewer.memberId !== null && keeperIds.includes(viewer.memberId)

/** Whether the viewer may see every household. */
export const mayReadHouseholds = (viewer: Viewer): boolean => viewer.grants.get('households.read') === 'ALL'

/** Whether the viewer may enter households, and split them. */
export const mayCreateHousehold = (viewer: Viewer): boolean => viewer.grants.get('households.create') === 'ALL'

/** Whether the viewer may say who lives where, as what. */
export const mayArrangeHouseholds = (viewer: Viewer): boolean => viewer.grants.get('households.write') === 'ALL'

/** Whether the viewer may change name, address and telephone: the office, and HEAD and SPOUSE. */
export const mayUpdateHousehold = (viewer: Viewer, household: Kept): boolean =>
  mayArrangeHouseholds(viewer) || keepsHousehold(viewer, household)

/** Whether the viewer may archive households. */
export const mayArchiveHousehold = (viewer: Viewer): boolean => viewer.grants.get('households.delete') === 'ALL'

/** Whether the viewer may decide for this member that their giving is combined: oneself, or who keeps payments. */
export const mayCombineGiving = (viewer: Viewer, memberId: string): boolean =>
  viewer.memberId === memberId || viewer.grants.get('payments.write') === 'ALL'
