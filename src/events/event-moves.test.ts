import { describe, expect, it } from 'vitest'
import { localDay } from '../platform/instant.js'
import { draftEvent } from './event-draft.js'
import { matchOccurrences, moveExceptions } from './event-moves.js'
import { startsOf } from './occurrences.js'
import { splitRule } from './recurrence.js'

const times = { startsAt: '2026-03-01T09:00:00Z', endsAt: '2026-03-01T11:00:00Z' }
const series = draftEvent({ title: 'Service', ...times, rrule: 'FREQ=WEEKLY;COUNT=3' }, 'UTC')
const match = (after: Partial<typeof series>) =>
  matchOccurrences({
    ...{ before: series, after: { ...series, ...after }, starts: startsOf(series) },
    keepsRule: after.rrule === undefined,
  })

describe('matchOccurrences', () => {
  it('takes each along to its new time while the rule stays', () => {
    const { moves, gone } = match({ startsAt: '2026-03-02T10:00:00Z', endsAt: '2026-03-02T11:00:00Z' })

    expect(moves.map(({ from, to }) => `${from.slice(5, 16)} ${to.slice(5, 16)}`)).toEqual([
      '03-01T09:00 03-02T10:00',
      '03-08T09:00 03-09T10:00',
      '03-15T09:00 03-16T10:00',
    ])
    expect(gone).toEqual([])
  })

  it.each([
    ['Europe/London', '2026-03-15T01:30:00Z', '2026-03-15T03:30:00Z'],
    ['America/New_York', '2026-02-22T07:30:00Z', '2026-02-22T09:30:00Z'],
    ['Australia/Lord_Howe', '2026-09-19T15:45:00Z', '2026-09-19T17:45:00Z'],
    ['Africa/Accra', '2026-03-15T01:30:00Z', '2026-03-15T03:30:00Z'],
  ])('sends nobody to another week where the clocks of %s skip one', (timeZone, early, late) => {
    const at = (startsAt: string) => ({
      ...series,
      startsAt,
      endsAt: startsAt.replace(':30:', ':50:').replace(':45:', ':55:'),
      timeZone,
    })
    const [skipping, whole] = [at(early), at(late)].map((one) => ({ ...one, rrule: 'FREQ=WEEKLY;COUNT=4' }))
    if (!skipping || !whole) throw new Error('There are two.')

    for (const [before, after] of [
      [skipping, whole],
      [whole, skipping],
    ] as const) {
      const { moves } = matchOccurrences({ before, after, starts: startsOf(before), keepsRule: true })
      expect(moves.length).toBeGreaterThanOrEqual(3)
      expect(moves.map(({ to }) => localDay(to, timeZone))).toEqual(moves.map(({ from }) => localDay(from, timeZone)))
    }
  })

  it('keeps those on the same day under another rule, and tells which are gone', () => {
    const { moves, gone } = match({ rrule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=2', startsAt: '2026-03-01T10:00:00Z' })

    expect(moves.map(({ to }) => to)).toEqual(['2026-03-01T10:00:00.000Z', '2026-03-15T10:00:00.000Z'])
    expect(gone).toEqual(['2026-03-08T09:00:00.000Z'])
  })
})

describe('moveExceptions', () => {
  it('takes along what was decided about one, and forgets it with the one that is gone', () => {
    const decided = {
      startsAt: null,
      endsAt: null,
      title: 'Late',
      location: null,
      capacity: null,
      cancelReason: null,
      isAdded: false,
    }
    const changed = { ...decided, kind: 'CHANGED' as const }
    const exceptions = [
      { ...changed, originalAt: '2026-03-08T09:00:00Z' },
      { ...changed, originalAt: '2026-03-15T09:00:00Z' },
    ]

    const moved = moveExceptions(exceptions, match({ rrule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=2' }))

    expect(moved).toEqual([{ ...changed, originalAt: '2026-03-15T09:00:00.000Z' }])
  })
})

describe('splitRule', () => {
  it.each([
    ['FREQ=WEEKLY;COUNT=10', 'FREQ=WEEKLY;UNTIL=20260315T085959Z', 'FREQ=WEEKLY;COUNT=8'],
    ['FREQ=WEEKLY;UNTIL=20260401T000000Z', 'FREQ=WEEKLY;UNTIL=20260315T085959Z', 'FREQ=WEEKLY;UNTIL=20260401T000000Z'],
  ])('cuts %s in two', (rule, head, tail) => {
    expect(splitRule(rule, { index: 2, at: '2026-03-15T09:00:00Z' })).toEqual({ head, tail })
  })
})
