import { memberErased, memberGone, membersMerged } from '../members/index.js'
import { when } from '../platform/outbox/reaction.js'
import { endMemberships, forgetNotes, moveMemberships } from './member-moves.repository.js'

/** What becomes of memberships when members die, are erased or are merged. */
export const ministryReactions = [
  when(memberGone, ({ db, clock }, { memberId }) => endMemberships(db, memberId, clock.now())),
  when(memberErased, ({ db }, { memberId }) => forgetNotes(db, memberId)),
  when(membersMerged, ({ db, clock }, { fromId, intoId }) => moveMemberships(db, { fromId, intoId, now: clock.now() })),
]
