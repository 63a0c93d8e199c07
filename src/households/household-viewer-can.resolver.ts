import { viewerCanOf } from '../platform/graphql/viewer-can.js'
import { HouseholdType } from './household.graphql.js'
import type { Household } from './household.js'
import {
  keepsHousehold,
  mayArchiveHousehold,
  mayArrangeHouseholds,
  mayCreateHousehold,
  mayUpdateHousehold,
} from './household.policy.js'

/** What the viewer may do with a household. */
export const HouseholdViewerCan = viewerCanOf<Household>('Household', HouseholdType, {
  update: { description: 'Change its name, address and telephone.', may: mayUpdateHousehold },
  arrange: { description: 'Say who lives in it, as what.', may: mayArrangeHouseholds },
  split: {
    description: 'Let some of its people live in one of their own.',
    may: (viewer) => mayCreateHousehold(viewer) && mayArrangeHouseholds(viewer),
  },
  archive: { description: 'End it.', may: mayArchiveHousehold },
  updateChildren: { description: 'Change the profiles of its children who are no adults.', may: keepsHousehold },
})
