import { membersGone, membersMerged } from '../members/index.js'
import { when } from '../platform/outbox/reaction.js'
import { moveApplication, removeApplicationsOf } from './old-applications.repository.js'

/** What becomes of applications when their members are erased or merged. */
export const applicationReactions = [
  when(membersGone, ({ db }, { memberIds }) => removeApplicationsOf(db, memberIds)),
  when(membersMerged, ({ db }, { fromId, intoId }) => moveApplication(db, fromId, intoId)),
]
