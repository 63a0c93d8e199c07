import { createCalendarFeed } from '../calendar-feeds/create-calendar-feed.js'
import type { CreateEvent } from '../events/create-event.js'
import { type ChurchWorld, done, type Person } from './church-world.js'

/** A mutation about an event that succeeds, and the audit entry it leaves. */
interface EventDeed {
  readonly text: string | ((stage: { readonly church: ChurchWorld; readonly admin: Person }) => Promise<string>)
  readonly leaves: { readonly church: string }
}

/** Done to an event of its own. */
const deed = (operation: string, action: string, described: Partial<CreateEvent> = {}): EventDeed => ({
  text: async ({ church }) =>
    `mutation { ${operation}(input: { id: "${(await church.event(described)).id}" }) { errors { code } } }`,
  leaves: { church: action },
})

/** Every mutation about events, with what it tells the audit log. */
export const deedsOfEvents: Readonly<Record<string, EventDeed>> = {
  createEvent: {
    text: 'mutation { createEvent(input: { title: "x", startsAt: "2031-01-01T00:00:00Z", endsAt: "2031-01-01T01:00:00Z" }) { errors { code } } }',
    leaves: { church: 'event.create' },
  },
  publishEvent: deed('publishEvent', 'event.publish', { isDraft: true }),
  updateEvent: deed('updateEvent', 'event.update'),
  addOccurrence: {
    text: async ({ church }) => {
      const { id } = await church.event({ startsAt: '2031-01-01T00:00:00Z', rrule: 'FREQ=WEEKLY;COUNT=2' })
      return `mutation { addOccurrence(input: { id: "${id}", startsAt: "2031-01-03T00:00:00Z" }) { errors { code } } }`
    },
    leaves: { church: 'event.addOccurrence' },
  },
  cancelEvent: deed('cancelEvent', 'event.cancel'),
  deleteEvent: deed('deleteEvent', 'event.delete'),
  createCalendarFeed: {
    text: 'mutation { createCalendarFeed(input: { kind: CHURCH }) { errors { code } } }',
    leaves: { church: 'calendarFeed.create' },
  },
  revokeCalendarFeed: {
    text: async ({ church, admin }) => {
      const { feed } = await church.as(admin, async (ctx) => done(await createCalendarFeed(ctx, { kind: 'MINE' })))
      return `mutation { revokeCalendarFeed(input: { id: "${feed.id}" }) { errors { code } } }`
    },
    leaves: { church: 'calendarFeed.revoke' },
  },
}
