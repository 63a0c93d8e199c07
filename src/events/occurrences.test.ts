import { describe, expect, it } from 'vitest'
import { isRefusal } from '../platform/refusal.js'
import { draftEvent } from './event-draft.js'
import { type EventException, occurrenceAt, occurrencesOf, planSeries } from './occurrences.js'

const times = { startsAt: '2026-03-01T09:00:00Z', endsAt: '2026-03-01T11:00:00Z' }
const series = draftEvent({ title: 'Service', ...times, rrule: 'FREQ=WEEKLY;COUNT=4', capacity: 50 }, 'Africa/Accra')
const always = { from: null, to: null }

const exception = (originalAt: string, change: Partial<EventException>): EventException => ({
  ...{
    originalAt,
    kind: 'CHANGED',
    startsAt: null,
    endsAt: null,
    title: null,
    location: null,
    capacity: null,
    isAdded: false,
  },
  cancelReason: null,
  ...change,
})

describe('occurrencesOf', () => {
  it('is one for an event that takes place once', () => {
    const once = { ...series, rrule: null }

    expect(occurrencesOf(once, [], always)).toMatchObject([{ startsAt: '2026-03-01T09:00:00.000Z' }])
  })

  it('shows those that touch the window, also when they began before it', () => {
    const found = occurrencesOf(series, [], { from: '2026-03-08T10:00:00Z', to: '2026-03-22T09:00:00Z' })

    expect(found.map(({ startsAt }) => startsAt)).toEqual(['2026-03-08T09:00:00.000Z', '2026-03-15T09:00:00.000Z'])
  })

  it('shows a moved one where it is, under the name of where it was', () => {
    const moved = exception('2026-03-08T09:00:00Z', {
      ...{ startsAt: '2026-03-30T18:00:00Z', endsAt: '2026-03-30T19:00:00Z', title: 'Late', capacity: 10 },
    })

    expect(occurrencesOf(series, [moved], always).at(-1)).toEqual({
      ...{ occurrenceAt: '2026-03-08T09:00:00.000Z', startsAt: '2026-03-30T18:00:00Z', endsAt: '2026-03-30T19:00:00Z' },
      ...{ isCancelled: false, title: 'Late', location: null, capacity: 10 },
    })
  })

  it('shows one that was added, and one that was called off as such', () => {
    const added = exception('2026-03-04T18:00:00Z', {
      ...{ kind: 'ADDED', isAdded: true, startsAt: '2026-03-04T18:00:00Z', endsAt: '2026-03-04T19:00:00Z' },
    })
    const off = exception('2026-03-15T09:00:00Z', { kind: 'CANCELLED' })

    const found = occurrencesOf(series, [added, off], always)

    expect(found.map(({ isCancelled }) => isCancelled)).toEqual([false, false, false, true, false])
    expect(found[1]).toMatchObject({ occurrenceAt: '2026-03-04T18:00:00Z' })
  })

  it('calls all of them off with the event', () => {
    const found = occurrencesOf({ ...series, status: 'CANCELLED' }, [], always)

    expect(found.every(({ isCancelled }) => isCancelled)).toBe(true)
  })
})

describe('occurrenceAt', () => {
  it('finds one by its original start, and nothing at another time', () => {
    expect(occurrenceAt(series, [], '2026-03-08T09:00:00Z')).toMatchObject({ startsAt: '2026-03-08T09:00:00.000Z' })
    expect(occurrenceAt(series, [], '2026-03-08T10:00:00Z')).toBeNull()
  })
})

describe('planSeries', () => {
  it('tells when the last one ends, and nothing of that for one alone', () => {
    expect(planSeries(series)).toMatchObject({ seriesEndsAt: '2026-03-22T11:00:00.000Z' })
    expect(planSeries({ ...series, rrule: null })).toMatchObject({ seriesEndsAt: null })
  })

  it.each([
    ['FREQ=WEEKLY', 'SERIES_TOO_LONG'],
    ['FREQ=WEEKLY;BYDAY=MO;COUNT=2', 'RECURRENCE_INVALID'],
  ])('refuses %s: %s', (rrule, code) => {
    const refusal = planSeries({ ...series, rrule })

    expect(isRefusal(refusal) && refusal.errors).toMatchObject([{ code, path: ['rrule'] }])
  })
})
