import { type Event, eventCreated } from '../events/index.js'
import type { Needs } from '../platform/context.js'
import { when } from '../platform/outbox/reaction.js'
import { notificationOfNewEvent } from './event-notices.js'
import { tell } from './tell.js'

/** What is told of events. */
export const eventNotices = [when(eventCreated, tellOfNewEvent)]

async function tellOfNewEvent(ctx: Needs<never>, event: Event): Promise<void> {
  const told = notificationOfNewEvent(event, ctx.clock.now())
  if (told) await tell(ctx, told, event)
}
