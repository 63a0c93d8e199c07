import { viewerCanOf } from '../platform/graphql/viewer-can.js'
import { MinistryType } from './ministry.graphql.js'
import type { Ministry } from './ministry.js'
import { mayArchiveMinistry, mayNameLeaders, mayReadMinistryMembers, mayUpdateMinistry } from './ministry.policy.js'

/** What the viewer may do with a ministry. */
export const MinistryViewerCan = viewerCanOf<Ministry>('Ministry', MinistryType, {
  readMembers: { description: 'See everybody who is in it.', may: mayReadMinistryMembers },
  update: { description: 'Change it, decide who comes in, and put members in and out.', may: mayUpdateMinistry },
  nameLeaders: { description: 'Say who leads and who assists.', may: mayNameLeaders },
  archive: { description: 'End it, and take it back.', may: mayArchiveMinistry },
})
