import { describe, expect, it } from 'vitest'
import { isRefusal } from '../platform/refusal.js'
import { draftEvent, type EventDescription, eventFaults } from './event-draft.js'
import { isOver } from './event.js'

const service: EventDescription = {
  title: 'Morning service',
  startsAt: '2026-03-01T09:00:00.000Z',
  endsAt: '2026-03-01T11:00:00.000Z',
}

const faultsOf = (described: Partial<EventDescription>) => {
  const refusal = eventFaults(draftEvent({ ...service, ...described }, 'Africa/Accra'))
  return refusal ? refusal.errors.map(({ code, path }) => `${path.join('.')} ${code}`) : []
}

describe('draftEvent', () => {
  it('takes the zone of the church and the type SERVICE where nothing is said', () => {
    expect(draftEvent(service, 'Africa/Lagos')).toMatchObject({ timeZone: 'Africa/Lagos', type: 'SERVICE' })
  })

  it('keeps an event of a ministry to it, unless told otherwise', () => {
    expect(draftEvent({ ...service, ministryId: 'choir' }, 'UTC').visibility).toBe('MINISTRY')
    expect(draftEvent({ ...service, ministryId: 'choir', visibility: 'PUBLIC' }, 'UTC').visibility).toBe('PUBLIC')
    expect(draftEvent(service, 'UTC').visibility).toBe('MEMBERS')
  })

  it('keeps texts without blanks around them, and nothing instead of blanks', () => {
    const draft = draftEvent({ ...service, title: '  Harvest ', description: '  ', location: ' Hall ' }, 'UTC')

    expect(draft).toMatchObject({ title: 'Harvest', description: null, location: 'Hall' })
  })
})

describe('eventFaults', () => {
  it('finds nothing wrong with an ordinary event', () => {
    expect(faultsOf({})).toEqual([])
  })

  it.each([
    ['an empty title', { title: ' ' }, ['title REQUIRED']],
    ['a title of 256 characters', { title: 'x'.repeat(256) }, ['title TOO_LONG']],
    ['an end before the start', { endsAt: '2026-03-01T08:59:59.000Z' }, ['endsAt INVALID']],
    ['an end at the start', { endsAt: service.startsAt }, ['endsAt INVALID']],
    ['a zone nobody knows', { timeZone: 'Mars/Olympus' }, ['timeZone INVALID']],
    ['an offset instead of a zone', { timeZone: '+01:00' }, ['timeZone INVALID']],
    ['a ministry’s event without a ministry', { visibility: 'MINISTRY' }, ['ministryId REQUIRED']],
    ['no place', { capacity: 0 }, ['capacity INVALID']],
    ['less than no place', { capacity: -1 }, ['capacity INVALID']],
    ['a deadline after the start', { deadlineMinutes: -1 }, ['deadlineMinutes INVALID']],
    ['a deadline years before', { deadlineMinutes: 525_601 }, ['deadlineMinutes INVALID']],
    ['a registration that opens afterwards', { registrationOpensAt: service.endsAt }, ['registrationOpensAt INVALID']],
    ['a day that does not last from midnight', { allDay: true }, ['startsAt INVALID', 'endsAt INVALID']],
    ['a rule of hours', { rrule: 'FREQ=HOURLY;COUNT=2' }, ['rrule RECURRENCE_INVALID']],
    ['a rule of 501 characters', { rrule: 'x'.repeat(501) }, ['rrule TOO_LONG', 'rrule RECURRENCE_INVALID']],
  ] as const satisfies readonly [string, Partial<EventDescription>, readonly string[]][])(
    'refuses %s',
    (_case, described, faults) => {
      expect(faultsOf(described)).toEqual(faults)
    },
  )

  it('takes whole days by the clock of the place', () => {
    const whole = { startsAt: '2026-03-01T05:00:00Z', endsAt: '2026-03-03T05:00:00Z', timeZone: 'America/New_York' }

    expect(faultsOf({ ...whole, allDay: true })).toEqual([])
  })

  it('tells all faults at once', () => {
    const refusal = eventFaults(draftEvent({ ...service, title: '', endsAt: service.startsAt }, 'UTC'))

    expect(isRefusal(refusal) && refusal.errors).toHaveLength(2)
  })
})

describe('isOver', () => {
  it('lets a series last until its last occurrence ends', () => {
    expect(isOver({ ...service, seriesEndsAt: '2026-05-01T11:00:00Z' }, '2026-04-01T11:00:00.000Z')).toBe(false)
  })

  it('lets an event last until it ends', () => {
    expect(isOver(service, '2026-03-01T10:59:59.000Z')).toBe(false)
    expect(isOver(service, '2026-03-01T11:00:01.000Z')).toBe(true)
  })
})
