import { describe, expect, it } from 'vitest'
import { draftEvent, type Event } from '../events/index.js'
import { notificationOfNewEvent } from './event-notices.js'

const times = { startsAt: '2026-03-08T09:00:00Z', endsAt: '2026-03-08T11:00:00Z' }
const event: Event = {
  ...draftEvent({ ...times, title: 'Harvest', location: 'Hall' }, 'Africa/Lagos'),
  ...{ id: 'an-event', status: 'SCHEDULED', occurrenceAt: times.startsAt, seriesEndsAt: null, leaderIds: [] },
  ...{ cancelReason: null, icalSequence: 0 },
  ...{ createdBy: 'somebody', createdAt: '2026-03-01T10:00:00Z', updatedAt: '2026-03-01T10:00:00Z', version: 1 },
}

const told = (change: Partial<Event>, now = '2026-03-01T10:00:00.000Z') =>
  notificationOfNewEvent({ ...event, ...change }, now)

describe('notificationOfNewEvent', () => {
  it('says what, when in the time of the place, and where', () => {
    expect(told({})).toEqual({
      ...{ type: 'EVENT_CREATED', category: 'EVENT', priority: 'NORMAL', actionKind: 'INFO' },
      ...{ title: 'New event: Harvest', message: 'Sunday, 8 March 2026 at 10:00, Hall' },
      ...{ entity: 'event', entityId: 'an-event', audience: { kind: 'CHURCH', ids: [] }, path: '/events/an-event' },
      params: { event: 'Harvest', startsAt: times.startsAt, timeZone: 'Africa/Lagos', location: 'Hall' },
    })
  })

  it('leaves out a place that is not known', () => {
    expect(told({ location: null })?.message).toBe('Sunday, 8 March 2026 at 10:00')
  })

  it.each([
    ['2026-03-06T08:59:59.999Z', 'NORMAL'],
    ['2026-03-06T09:00:00.000Z', 'URGENT'],
    ['2026-03-08T08:59:00.000Z', 'URGENT'],
    ['2026-03-08T10:00:00.000Z', 'URGENT'],
  ])('is urgent within 48 hours of the start and while it lasts: at %s %s', (now, priority) => {
    expect(told({}, now)?.priority).toBe(priority)
  })

  it('tells nothing of an event that is over', () => {
    expect(told({}, '2026-03-08T11:00:00.000Z')).not.toBeNull()
    expect(told({}, '2026-03-08T11:00:00.001Z')).toBeNull()
  })

  it('cuts texts that are longer than a notification holds, and shows that it did', () => {
    const notification = told({ title: 'x'.repeat(255), location: 'y'.repeat(600) })

    expect(notification?.title).toHaveLength(255)
    expect(notification?.title.endsWith('x…')).toBe(true)
    expect(notification?.message).toHaveLength(500)
    expect(notification?.message.endsWith('y…')).toBe(true)
  })

  it('keeps texts that just fit', () => {
    expect(told({ title: 'x'.repeat(244) })?.title).toBe(`New event: ${'x'.repeat(244)}`)
  })

  it('cuts between characters, never inside one', () => {
    const title = told({ title: '🎉'.repeat(255) })?.title ?? ''

    expect([...title]).toHaveLength(255)
    expect(title.isWellFormed()).toBe(true)
  })
})
