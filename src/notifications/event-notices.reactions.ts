import {
  type Event,
  type EventCancellation,
  eventCancelled,
  type EventChange,
  eventChanged,
  eventCreated,
  occurrenceAdded,
} from '../events/index.js'
import type { Needs } from '../platform/context.js'
import { type Instant, isBefore } from '../platform/instant.js'
import { when } from '../platform/outbox/reaction.js'
import {
  audienceOfEvent,
  notificationOfAddedOccurrence,
  notificationOfCancelledEvent,
  notificationOfChangedEvent,
  notificationOfNewEvent,
} from './event-notices.js'
import type { Audience } from './notification.js'
import { roleAudience } from './role-audience.queries.js'
import { tellOthers } from './tell.js'

/** Occurrences of an event by their original starts: those that go on, and those that ended in this transaction. */
interface Concerned {
  readonly eventId: string
  readonly goingOn: readonly Instant[]
  readonly ended: readonly Instant[]
}

/** The ids of the members who come to any of these occurrences that is not over, or would have come to what has ended. */
export type RegisteredMembers = (ctx: Needs<never>, asked: Concerned) => Promise<readonly string[]>

/** What is told of events: of a change, to who has registered, or to everybody whom the event is shown to if nobody has. */
export const eventNoticesFor = (registered: RegisteredMembers) => [
  when(eventCreated, tellOfNewEvent),
  when(occurrenceAdded, tellOfAddedOccurrence),
  when(eventChanged, (ctx, change) => tellOfChange(ctx, change, registered)),
  when(eventCancelled, (ctx, cancellation) => tellOfCancellation(ctx, cancellation, registered)),
]

async function tellOfNewEvent(ctx: Needs<never>, event: Event): Promise<void> {
  const told = notificationOfNewEvent(event, ctx.clock.now(), await audienceOf(ctx, event))
  if (told) await tellOthers(ctx, told, event)
}

/** To everybody whom the event is shown to: nobody can have registered for what there was not. */
async function tellOfAddedOccurrence(ctx: Needs<never>, occurrence: Event): Promise<void> {
  const told = notificationOfAddedOccurrence(occurrence, ctx.clock.now(), await audienceOf(ctx, occurrence))
  if (told) await tellOthers(ctx, told, occurrence)
}

async function tellOfChange(ctx: Needs<never>, change: EventChange, registered: RegisteredMembers): Promise<void> {
  const { event, moves, gone } = change
  const now = ctx.clock.now()
  const ended = gone.filter((start) => isBefore(now, start))
  const asked = { eventId: event.id, goingOn: moves.map(({ to }) => to), ended }
  const audience = await audienceAmong(ctx, event, await registered(ctx, asked))
  const told = notificationOfChangedEvent(change, now, audience)
  if (told) await tellOthers(ctx, told, event)
}

async function tellOfCancellation(
  ctx: Needs<never>,
  cancellation: EventCancellation,
  registered: RegisteredMembers,
): Promise<void> {
  const { event, occurrences } = cancellation
  const asked = { eventId: event.id, goingOn: [], ended: occurrences }
  const audience = await audienceAmong(ctx, event, await registered(ctx, asked))
  const told = notificationOfCancelledEvent(cancellation, audience)
  if (told) await tellOthers(ctx, told, event)
}

/** Those who have registered; everybody whom the event is shown to when nobody has. */
const audienceAmong = async (ctx: Needs<never>, event: Event, memberIds: readonly string[]): Promise<Audience> =>
  memberIds.length > 0 ? { kind: 'MEMBER', ids: memberIds } : audienceOf(ctx, event)

const audienceOf = async (ctx: Needs<never>, event: Event): Promise<Audience> =>
  event.visibility === 'LEADERS' ? roleAudience(ctx.db, ['LEADER']) : audienceOfEvent(event, [])
