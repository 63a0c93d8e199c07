import {
  eventAtOccurrence,
  eventCancelled,
  eventChanged,
  eventSplit,
  lockEvent,
  type OccurrenceKey,
} from '../events/index.js'
import { memberErased, membersGone, type MembersMerged, membersMerged } from '../members/index.js'
import type { Needs } from '../platform/context.js'
import { when } from '../platform/outbox/reaction.js'
import { giveRecords } from './attendance-moves.repository.js'
import { followCancellation, followChange, followSplit } from './follow-event.js'
import { comingOf, doublesOf, forgetWords, moveToMember } from './member-moves.repository.js'
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
  await cancel(ctx, before)
  await promoteAt(ctx, before)
}

async function cancel(ctx: Needs<never>, before: Registration): Promise<void> {
  const now = ctx.clock.now()
  const [registration = before] = await moveRegistrations(ctx.db, [before.id], { status: 'CANCELLED', now })
  ctx.audit({ action: 'registration.cancel', ...registrationAudit(before, registration) })
}

async function promoteAt(ctx: Needs<never>, occurrence: OccurrenceKey): Promise<void> {
  const event = await eventAtOccurrence(ctx.db, occurrence)
  if (event) await promoteWaiting(ctx, event)
}

/** Nobody registers twice: where both have, one registration ends, and its place goes to who waits. Locks each such event. */
async function mergeRegistrations(ctx: Needs<never>, merged: MembersMerged): Promise<void> {
  const { db } = ctx
  const seen = await doublesOf(db, merged)
  for (const eventId of [...new Set(seen.map((one) => one.eventId))].toSorted()) await lockEvent(db, eventId)
  const doubles = await doublesOf(db, merged)
  const ending = await registrationsById(
    db,
    doubles.map(({ id }) => id),
  )
  for (const one of ending) await cancel(ctx, one)
  await moveToMember(db, merged)
  await giveRecords(db, merged)
  for (const one of ending) await promoteAt(ctx, one)
}
