import { memberErased, membersGone, membersMerged } from '../members/index.js'
import { when } from '../platform/outbox/reaction.js'
import { endMemberships, forgetNotes, moveMemberships } from './member-moves.repository.js'

/** What becomes of memberships when members die, are erased or are merged. */
export const ministryReactions = [
  when(membersGone, ({ db, clock }, { memberIds }) => endMemberships(db, memberIds, clock.now())),
  when(memberErased, ({ db }, { memberId }) => forgetNotes(db, memberId)),
  when(membersMerged, ({ db, clock }, { fromId, intoId }) => moveMemberships(db, { fromId, intoId, now: clock.now() })),
]
