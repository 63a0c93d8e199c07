import { membersGone, membersMerged } from '../members/index.js'
import { when } from '../platform/outbox/reaction.js'
import { endWorkflows, moveWorkflows } from './member-moves.repository.js'

/** What becomes of workflows when members die, are erased or are merged. */
export const workflowReactions = [
  when(membersGone, ({ db, clock }, { memberIds }) => endWorkflows(db, memberIds, clock.now())),
  when(membersMerged, ({ db, clock }, { fromId, intoId }) => moveWorkflows(db, { fromId, intoId, now: clock.now() })),
]
