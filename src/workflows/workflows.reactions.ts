import { memberGone, membersMerged } from '../members/index.js'
import { when } from '../platform/outbox/reaction.js'
import { endWorkflows, moveWorkflows } from './member-moves.repository.js'

/** What becomes of workflows when members die, are erased or are merged. */
export const workflowReactions = [
  when(memberGone, ({ db, clock }, { memberId }) => endWorkflows(db, memberId, clock.now())),
  when(membersMerged, ({ db, clock }, { fromId, intoId }) => moveWorkflows(db, { fromId, intoId, now: clock.now() })),
]
