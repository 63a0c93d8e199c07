import { requireViewer } from '../access/index.js'
import { lockEvent, maySeeEvent, mayUpdateEvent } from '../events/index.js'
import { notAllowed } from '../platform/blocked.js'
import { newId } from '../platform/ids.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { type QuestionDraft, questionFaults, tidyQuestions } from './question.js'
import { questionsOf, replaceQuestions } from './questions.repository.js'
import type { RegistrationCtx } from './register-for-event.js'

/** What an event asks those who register. */
export interface SetEventQuestions {
  readonly eventId: string
  readonly questions: readonly QuestionDraft[]
}

/**
 * Puts questions in place of those that an event asks. One that is named by its id keeps its answers; those of the others
 * are gone. Resolves to the event.
 *
 * Refuses NOT_FOUND, and REQUIRED, TOO_LONG and INVALID for all faults at once; throws FORBIDDEN without `events.write`
 * for this event. Locks the event.
 */
export function setEventQuestions(ctx: RegistrationCtx, { eventId, questions: drafts }: SetEventQuestions) {
  const viewer = requireViewer(ctx)
  return inTransaction(ctx, async (ctx) => {
    const event = await lockEvent(ctx.db, eventId)
    if (!event || !(await maySeeEvent(ctx, event))) return refuse('NOT_FOUND', 'There is no such event.', ['eventId'])
    if (!mayUpdateEvent(viewer, event)) throw notAllowed('This needs the right events.write for this event.')

    const before = await questionsOf(ctx.db, [eventId])
    const tidied = tidyQuestions(drafts)
    const faults = questionFaults(tidied, new Set(before.map(({ id }) => id)))
    if (faults) return faults
    const questions = tidied.map((question) => ({ ...question, id: question.id || newId(ctx.clock) }))
    await replaceQuestions(ctx.db, eventId, { questions, now: ctx.clock.now() })
    const told = { entity: 'event', entityId: eventId, before: { questions: before }, after: { questions } }
    ctx.audit({ action: 'event.setQuestions', ...told })
    return event
  })
}
