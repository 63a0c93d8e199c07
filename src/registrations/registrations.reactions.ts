import { eventAtOccurrence, eventCancelled, eventChanged, eventSplit, lockEvent } from '../events/index.js'
import { memberErased, membersGone, type MembersMerged, membersMerged } from '../members/index.js'
import type { Needs } from '../platform/context.js'
import { when } from '../platform/outbox/reaction.js'
import { giveRecords } from './attendance-moves.repository.js'
import { followCancellation, followChange, followSplit } from './follow-event.js'
import { cancelDoubles, comingOf, forgetWords, moveToMember } from './member-moves.repository.js'
import { promoteWaiting } from './promote-waiting.js'
import { registrationAudit } from './registration-audit.js'
import type { Registration } from './registration.js'
import { moveRegistrations, registrationsById } from './registrations.repository.js'

/** What becomes of registrations when events change, and when members die, are erased or are merged. */
export const registrationReactions = [
  when(eventChanged, followChange),
  when(eventSplit, followSplit),
  when(eventCancelled, followCancellation),
  when(membersGone, (ctx, { memberIds }) => endComing(ctx, memberIds)),
  when(memberErased, ({ db }, { memberId }) => forgetWords(db, memberId)),
  when(membersMerged, mergeRegistrations),
]

/** Ends what lies ahead; the places go to who waits. Locks each event. */
async function endComing(ctx: Needs<never>, memberIds: readonly string[]): Promise<void> {
  const coming = await comingOf(ctx.db, memberIds, ctx.clock.now())
  for (const eventId of [...new Set(coming.map((one) => one.eventId))].toSorted()) await lockEvent(ctx.db, eventId)
  const locked = await registrationsById(
    ctx.db,
    coming.map(({ id }) => id),
  )
  for (const registration of locked) await endOne(ctx, registration)
}

async function endOne(ctx: Needs<never>, before: Registration): Promise<void> {
  if (before.status !== 'REGISTERED' && before.status !== 'WAITLISTED') return
  const now = ctx.clock.now()
  const [registration = before] = await moveRegistrations(ctx.db, [before.id], { status: 'CANCELLED', now })
  ctx.audit({ action: 'registration.cancel', ...registrationAudit(before, registration) })
  const event = await eventAtOccurrence(ctx.db, before)
  if (event) await promoteWaiting(ctx, event)
}

/** Nobody registers twice: where both have, the registration of the one that is kept stays. */
async function mergeRegistrations({ db, clock }: Needs<never>, { fromId, intoId }: MembersMerged): Promise<void> {
  await cancelDoubles(db, { fromId, intoId, now: clock.now() })
  await moveToMember(db, { fromId, intoId })
  await giveRecords(db, { fromId, intoId })
}
