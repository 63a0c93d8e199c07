import { memberErased, memberGone, membersMerged } from '../members/index.js'
import { when } from '../platform/outbox/reaction.js'
import { moveApplication, removeApplicationOf, removeApplicationsAs } from './old-applications.repository.js'

/** What becomes of applications when their members are erased or merged. */
export const applicationReactions = [
  when(memberGone, ({ db }, { memberId }) => removeApplicationOf(db, memberId)),
  when(memberErased, ({ db }, erased) => removeApplicationsAs(db, erased)),
  when(membersMerged, ({ db }, { fromId, intoId }) => moveApplication(db, fromId, intoId)),
]
