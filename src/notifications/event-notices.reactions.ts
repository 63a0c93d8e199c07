import { type Event, eventCreated } from '../events/index.js'
import type { Needs } from '../platform/context.js'
import { when } from '../platform/outbox/reaction.js'
import { audienceOfEvent, notificationOfNewEvent } from './event-notices.js'
import type { Audience } from './notification.js'
import { roleAudience } from './role-audience.queries.js'
import { tell } from './tell.js'

/** What is told of events. */
export const eventNotices = [when(eventCreated, tellOfNewEvent)]

async function tellOfNewEvent(ctx: Needs<never>, event: Event): Promise<void> {
  const told = notificationOfNewEvent(event, ctx.clock.now(), await audienceOf(ctx, event))
  if (told) await tell(ctx, told, event)
}

/** Everybody whom the event is shown to. */
const audienceOf = async (ctx: Needs<never>, event: Event): Promise<Audience> =>
  event.visibility === 'LEADERS' ? roleAudience(ctx.db, ['LEADER']) : audienceOfEvent(event, [])
