import { requireViewer } from '../access/index.js'
import { type Event, eventAtOccurrence, lockEvent } from '../events/index.js'
import { isOnRoll, lockMember, type Member } from '../members/index.js'
import type { Needs } from '../platform/context.js'
import type { Instant } from '../platform/instant.js'
import { isRefusal, refuse, type Refusal } from '../platform/refusal.js'
import { tidyCode } from './attendance.js'
import { mayAttend } from './attendance.policy.js'
import { registrationByCode } from './attendance.repository.js'
import { occurrenceOf } from './occurrence-of.js'
import type { Registration } from './registration.js'
import { registrationsById } from './registrations.repository.js'

type ArrivalCtx = Needs<'viewer' | 'refusedToken'>

/** Who comes to what, said in one of three ways. */
export interface Arrival {
  /** What a registered member shows. */
  readonly code?: string | null
  readonly registrationId?: string | null
  readonly eventId?: string | null
  /** Which occurrence of a series. */
  readonly occurrenceAt?: Instant | null
  readonly memberId?: string | null
}

/** Who comes to which occurrence, locked. */
export interface Arriving {
  readonly member: Member
  readonly event: Event
  /** Null for who is named by member: they may have registered all the same. */
  readonly registration: Registration | null
  /** Where in the input it was said who comes. */
  readonly path: readonly string[]
}

/**
 * Who comes, and the occurrence, under the locks of the member and the event until the transaction ends. Refuses REQUIRED
 * unless it is said in one way, NOT_FOUND for what there is not, or what the viewer’s `attendance.create` does not reach.
 * Who is named by member must be `onRoll`, unless it may be `anybody`.
 */
export function lockArrival(
  ctx: ArrivalCtx,
  arrival: Arrival,
  whom: 'onRoll' | 'anybody',
): Promise<Arriving | Refusal<'REQUIRED' | 'NOT_FOUND'>> {
  const { code, registrationId, eventId, memberId, occurrenceAt = null } = arrival
  const ways = [code, registrationId, memberId].filter((way) => way !== null && way !== undefined)
  if (ways.length === 1) {
    if (code) return lockRegistered(ctx, () => registrationByCode(ctx.db, tidyCode(code)), ['code'])
    if (registrationId) return lockRegistered(ctx, () => firstById(ctx, registrationId), ['registrationId'])
    if (memberId && eventId) return lockWalkIn(ctx, { eventId, memberId, occurrenceAt }, whom)
  }
  return Promise.resolve(
    refuse('REQUIRED', 'Say who it is: by code, by registration, or by event and member.', ['code']),
  )
}

const firstById = async ({ db }: ArrivalCtx, id: string): Promise<Registration | null> =>
  (await registrationsById(db, [id]))[0] ?? null

async function lockRegistered(
  ctx: ArrivalCtx,
  read: () => Promise<Registration | null>,
  path: readonly [string],
): Promise<Arriving | Refusal<'NOT_FOUND'>> {
  const viewer = requireViewer(ctx)
  const none = refuse('NOT_FOUND', 'There is no such registration.', [...path])
  for (;;) {
    const seen = await read()
    const member = seen ? await lockMember(ctx.db, seen.memberId) : null
    const series = seen ? await lockEvent(ctx.db, seen.eventId) : null
    const registration = await read()
    if (!seen || !registration) return none
    // While we waited for the locks its series may have become two, or its member one with another.
    if (registration.eventId !== seen.eventId || registration.memberId !== seen.memberId) continue
    if (!member || !series || !mayAttend(viewer, 'attendance.create', series)) return none
    const event = await eventAtOccurrence(ctx.db, { eventId: series.id, occurrenceAt: registration.occurrenceAt })
    return event ? { member, event, registration, path } : none
  }
}

interface WalkIn {
  readonly eventId: string
  readonly memberId: string
  readonly occurrenceAt: Instant | null
}

async function lockWalkIn(
  ctx: ArrivalCtx,
  { eventId, memberId, occurrenceAt }: WalkIn,
  whom: 'onRoll' | 'anybody',
): Promise<Arriving | Refusal<'REQUIRED' | 'NOT_FOUND'>> {
  const member = await lockMember(ctx.db, memberId)
  const series = await lockEvent(ctx.db, eventId)
  if (!series || !mayAttend(requireViewer(ctx), 'attendance.create', series)) {
    return refuse('NOT_FOUND', 'There is no such event.', ['eventId'])
  }
  if (!member || (whom === 'onRoll' && !(await isOnRoll(ctx.db, memberId)))) {
    return refuse('NOT_FOUND', 'There is no such member.', ['memberId'])
  }
  const event = await occurrenceOf(ctx, series, occurrenceAt)
  return isRefusal(event) ? event : { member, event, registration: null, path: ['memberId'] }
}
