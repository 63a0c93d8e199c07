import { membersGone, type MembersMerged, membersMerged } from '../members/index.js'
import type { Needs } from '../platform/context.js'
import { when } from '../platform/outbox/reaction.js'
import { endStays, hasStay, moveStays } from './member-moves.repository.js'

/** What becomes of households when members die, are erased or are merged. */
export const householdReactions = [
  when(membersGone, (ctx, { memberIds, day }) => endStays(ctx.db, memberIds, day)),
  when(membersMerged, mergeStays),
]

async function mergeStays({ db }: Needs<never>, { fromId, intoId, day }: MembersMerged): Promise<void> {
  // Nobody lives in two households: who is kept stays where they are.
  if (await hasStay(db, intoId)) await endStays(db, [fromId], day)
  await moveStays(db, fromId, intoId)
}
