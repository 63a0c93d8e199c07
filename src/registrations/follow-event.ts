import { eventAtOccurrence, type EventCancellation, type EventChange, type EventSplit } from '../events/index.js'
import type { Needs } from '../platform/context.js'
import type { Db } from '../platform/db/handles.js'
import { newId } from '../platform/ids.js'
import { isBefore } from '../platform/instant.js'
import { refuseAll, type Refusal } from '../platform/refusal.js'
import { moveHeadcounts, moveRecords } from './attendance-moves.repository.js'
import {
  cancelWithEvent,
  type MovedOccurrences,
  moveWithOccurrences,
  type SomeOccurrences,
  takenOf,
} from './event-moves.repository.js'
import { promoteWaiting } from './promote-waiting.js'
import { moveAnswers, questionsOf, replaceQuestions } from './questions.repository.js'
import { firstSettled } from './settled-attendance.queries.js'

/**
 * Registrations follow a changed event: they move with their occurrences, those of occurrences that are gone end, and new
 * places go to who waits. Refuses INVALID when more places of an occurrence ahead are taken than there would be, and
 * NOT_ALLOWED_NOW when attendance was taken at one that is gone. The event is locked by who changes it.
 */
export async function followChange(ctx: Needs<never>, change: EventChange): Promise<Refusal | null> {
  const { before, event, moves, gone } = change
  const { db } = ctx
  const lost = await refuseLoss(ctx, { eventId: event.id, occurrences: gone })
  if (lost) return lost
  await cancelWithEvent(db, { eventId: event.id, occurrences: gone }, ctx.clock.now())
  if (moves.some(({ from, to }) => from !== to)) {
    await moveAll(db, { fromId: event.id, intoId: event.id, moves })
  }
  if (before.capacity === event.capacity) return null
  for (const { occurrenceAt, taken } of await takenOf(db, event.id)) {
    const occurrence = await eventAtOccurrence(db, { eventId: event.id, occurrenceAt })
    if (!occurrence || !isBefore(ctx.clock.now(), occurrence.endsAt)) continue
    const { capacity } = occurrence
    if (capacity !== null && taken > capacity) {
      const message = `${taken} places are taken already.`
      return refuseAll([{ code: 'INVALID', message, path: ['capacity'], params: { minimum: taken } }])
    }
    await promoteWaiting(ctx, occurrence)
  }
  return null
}

/**
 * Registrations go with the occurrences that another event holds from now on, which asks what the first one asks; what is
 * gone ends. Refuses NOT_ALLOWED_NOW when attendance was taken there.
 */
export async function followSplit(ctx: Needs<never>, { from, to, moves, gone }: EventSplit): Promise<Refusal | null> {
  const lost = await refuseLoss(ctx, { eventId: from.id, occurrences: gone })
  if (lost) return lost
  await cancelWithEvent(ctx.db, { eventId: from.id, occurrences: gone }, ctx.clock.now())
  await moveAll(ctx.db, { fromId: from.id, intoId: to.id, moves })
  await copyQuestions(ctx, from.id, to.id)
  return null
}

/** Nothing would say any more where those were who came to an occurrence that there is not. */
async function refuseLoss({ db }: Needs<never>, gone: SomeOccurrences): Promise<Refusal | null> {
  const occurrenceAt = await firstSettled(db, gone)
  if (occurrenceAt === null) return null
  const message = 'Attendance was taken at an occurrence that there would be no more: change later ones alone.'
  return refuseAll([{ code: 'NOT_ALLOWED_NOW', message, path: ['scope'], params: { occurrenceAt } }])
}

/** Registrations, records of who came, and counts of heads go with their occurrences. */
async function moveAll(db: Db, moved: MovedOccurrences): Promise<void> {
  await moveWithOccurrences(db, moved)
  await moveRecords(db, moved)
  await moveHeadcounts(db, moved)
}

/** Asks the same of another event; answers in its registrations answer its questions from now on. */
async function copyQuestions(ctx: Needs<never>, fromId: string, intoId: string): Promise<void> {
  const asked = await questionsOf(ctx.db, [fromId])
  if (asked.length === 0) return
  const copies = asked.map((question) => ({ from: question.id, question: { ...question, id: newId(ctx.clock) } }))
  const questions = copies.map(({ question }) => question)
  await replaceQuestions(ctx.db, intoId, { questions, now: ctx.clock.now() })
  const pairs = copies.map(({ from, question }) => ({ from, to: question.id }))
  await moveAnswers(ctx.db, { eventId: intoId, pairs })
  ctx.audit({ action: 'event.setQuestions', entity: 'event', entityId: intoId, after: { questions } })
}

/** Registrations for what was called off end; the notice of that tells their members. */
export const followCancellation = ({ db, clock }: Needs<never>, { event, occurrences }: EventCancellation) =>
  cancelWithEvent(db, { eventId: event.id, occurrences }, clock.now())
