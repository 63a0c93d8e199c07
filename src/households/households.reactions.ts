import { memberGone, type MembersMerged, membersMerged } from '../members/index.js'
import type { Needs } from '../platform/context.js'
import { when } from '../platform/outbox/reaction.js'
import { endStay, hasStay, moveStays } from './member-moves.repository.js'

/** What becomes of households when members die, are erased or are merged. */
export const householdReactions = [
  when(memberGone, (ctx, { memberId, day }) => endStay(ctx.db, memberId, day)),
  when(membersMerged, mergeStays),
]

async function mergeStays({ db }: Needs<never>, { fromId, intoId, day }: MembersMerged): Promise<void> {
  // Nobody lives in two households: who is kept stays where they are.
  if (await hasStay(db, intoId)) await endStay(db, fromId, day)
  await moveStays(db, fromId, intoId)
}
