import { memberErased, membersGone, membersMerged } from '../members/index.js'
import { when } from '../platform/outbox/reaction.js'
import { moveApplication, removeApplicationsAs, removeApplicationsOf } from './old-applications.repository.js'

/** What becomes of applications when their members are erased or merged. */
export const applicationReactions = [
  when(membersGone, ({ db }, { memberIds }) => removeApplicationsOf(db, memberIds)),
  when(memberErased, ({ db }, erased) => removeApplicationsAs(db, erased)),
  when(membersMerged, ({ db }, { fromId, intoId }) => moveApplication(db, fromId, intoId)),
]
