import { describe, expect, it } from 'vitest'
import { isRefusal } from '../platform/refusal.js'
import { draftEvent, type EventDescription, eventFaults, isOver } from './event.js'

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
  ])('refuses %s', (_case, described, faults) => {
    expect(faultsOf(described)).toEqual(faults)
  })

  it('tells all faults at once', () => {
    const refusal = eventFaults(draftEvent({ ...service, title: '', endsAt: service.startsAt }, 'UTC'))

    expect(isRefusal(refusal) && refusal.errors).toHaveLength(2)
  })
})

describe('isOver', () => {
  it('lets an event last until it ends', () => {
    expect(isOver(service, '2026-03-01T10:59:59.000Z')).toBe(false)
    expect(isOver(service, '2026-03-01T11:00:01.000Z')).toBe(true)
  })
})
