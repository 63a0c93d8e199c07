import { requireViewer } from '../access/index.js'
import { type Event, lockEvent, maySeeEvent, mayUpdateEvent } from '../events/index.js'
import { isOnRoll, lockMember } from '../members/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { once } from '../platform/idempotency/once.js'
import { newId } from '../platform/ids.js'
import type { Instant } from '../platform/instant.js'
import { isRefusal, refuse, refuseAll } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { occurrenceOf } from './occurrence-of.js'
import { answerFaults, type SentAnswer, tidyAnswers } from './question.js'
import { addAnswers, questionsOf } from './questions.repository.js'
import { memberRegistered } from './registration-announcements.js'
import { registrationAudit } from './registration-audit.js'
import { detailFaults, refuseTime, settlePlaces, tidyDetails } from './registration-faults.js'
import { newCode } from './registration.js'
import { addRegistration, registrationOf } from './registrations.repository.js'

/** What every change of registrations touches. */
export type RegistrationCtx = Needs<'viewer' | 'refusedToken'>

/** Who registers for what. */
export interface RegisterForEvent {
  readonly eventId: string
  /** Which occurrence of a series. */
  readonly occurrenceAt?: Instant | null
  /** Somebody else; the viewer unless given. */
  readonly memberId?: string | null
  readonly guests?: number | null
  readonly note?: string | null
  readonly answers?: readonly SentAnswer[] | null
  readonly idempotencyKey?: string | null
}

/**
 * Registers the viewer for an occurrence of an event, or with `events.write` anybody on the roll: REGISTERED while there
 * are places, else WAITLISTED where one may wait. With a key, once for each.
 *
 * Refuses NOT_FOUND for an event that the viewer may not see and a member that there is not; REQUIRED when a series does
 * not say which occurrence, and for who is nobody on the roll; NOT_ALLOWED_NOW for a draft, what is over or was called off,
 * where nobody registers, and before registration opens; DEADLINE_PASSED, which does not hold for `events.write`;
 * ALREADY_REGISTERED, EVENT_FULL, and INVALID, TOO_LONG and the like for all faulty fields at once. Throws FORBIDDEN for
 * another member without `events.write` for this event, and what `once` does. Locks the member, then the event: the last
 * place is given once.
 */
export function registerForEvent(ctx: RegistrationCtx, { idempotencyKey: key, ...input }: RegisterForEvent) {
  requireViewer(ctx)
  return once(ctx, { operation: 'registerForEvent', key, request: input }, (ctx) =>
    inTransaction(ctx, (ctx) => register(ctx, input)),
  )
}

async function register(ctx: RegistrationCtx, input: RegisterForEvent) {
  const viewer = requireViewer(ctx)
  const memberId = input.memberId ?? viewer.memberId
  const member = memberId === null ? null : await lockMember(ctx.db, memberId)
  const event = await lockEvent(ctx.db, input.eventId)
  if (!event || !(await maySeeEvent(ctx, event))) return refuse('NOT_FOUND', 'There is no such event.', ['eventId'])
  const isStaff = mayUpdateEvent(viewer, event)
  if (memberId !== viewer.memberId && !isStaff) {
    throw notAllowed('This needs the right events.write for this event: register yourself instead.')
  }
  if (memberId === null)
    return refuse('REQUIRED', 'Your account is nobody on the roll: say who registers.', ['memberId'])
  if (!member || !(await isOnRoll(ctx.db, memberId)))
    return refuse('NOT_FOUND', 'There is no such member.', ['memberId'])
  const occurrence = await occurrenceOf(ctx, event, input.occurrenceAt ?? null)
  if (isRefusal(occurrence)) return occurrence

  const no = refuseTime(occurrence, { now: ctx.clock.now(), isStaff })
  if (no) return no
  const place = { eventId: event.id, occurrenceAt: occurrence.occurrenceAt, memberId }
  if (await registrationOf(ctx.db, place)) {
    return refuse('ALREADY_REGISTERED', 'This member has registered already.', ['memberId'])
  }
  return keep(ctx, { occurrence, memberId, input })
}

interface Settled {
  readonly occurrence: Event
  readonly memberId: string
  readonly input: RegisterForEvent
}

async function keep(ctx: RegistrationCtx, { occurrence, memberId, input }: Settled) {
  const details = tidyDetails(input)
  const answers = input.answers ?? []
  const faults = refuseAll([
    ...detailFaults(details),
    ...answerFaults(await questionsOf(ctx.db, [occurrence.id]), answers),
  ])
  if (faults) return faults
  const status = await settlePlaces(ctx, occurrence, details)
  if (isRefusal(status)) return status

  const registration = await addRegistration(ctx.db, {
    ...{ ...details, status, memberId, id: newId(ctx.clock), now: ctx.clock.now() },
    ...{ eventId: occurrence.id, occurrenceAt: occurrence.occurrenceAt },
    ...{ registeredBy: requireViewer(ctx).userId, checkInCode: newCode(12) },
  })
  await addAnswers(ctx.db, registration.id, tidyAnswers(answers))
  ctx.audit({ action: 'registration.create', ...registrationAudit(null, registration) })
  ctx.announce(memberRegistered({ registration, event: occurrence }))
  return registration
}
