import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { draftEvent, type Event, type EventException, occurrencesOf } from '../events/index.js'
import { calendarText } from './calendar-text.js'

const times = { startsAt: '2026-03-22T09:00:00Z', endsAt: '2026-03-22T11:00:00Z' }
const event = (change: Partial<Event>): Event => ({
  ...draftEvent({ title: 'Service', ...times, ...change }, 'Europe/London'),
  ...{ id: 'an-event', status: 'SCHEDULED', occurrenceAt: times.startsAt, seriesEndsAt: null, leaderIds: [] },
  ...{ cancelReason: null, icalSequence: 3, createdBy: 'somebody', version: 1 },
  ...{ createdAt: '2026-03-01T10:00:00Z', updatedAt: '2026-03-02T10:00:00Z' },
  ...(change.status && { status: change.status }),
})
const exception = (change: Partial<EventException>): EventException => ({
  ...{
    originalAt: '2026-03-29T08:00:00Z',
    kind: 'CHANGED',
    startsAt: null,
    endsAt: null,
    cancelReason: null,
    isAdded: false,
  },
  ...{ title: null, location: null, capacity: null, ...change },
})

const written = (change: Partial<Event>, exceptions: readonly EventException[] = []) =>
  calendarText('Grace', [{ event: event(change), exceptions }])

/** When a calendar program that has read the text shows the event, by its own account. */
function shownBy(text: string): readonly string[] {
  const calendar = ICAL.Component.fromString(text)
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  const [first] = calendar.getAllSubcomponents('vevent')
  if (!first) return []
  const read = new ICAL.Event(first)
  const iterator = read.iterator()
  const starts: string[] = []
  for (let next = iterator.next(); next; next = iterator.next()) {
    // The library declares less than it answers.
    const { startDate } = read.getOccurrenceDetails(next) as { readonly startDate: ICAL.Time }
    starts.push(startDate.toJSDate().toISOString())
  }
  return starts
}

describe('calendarText', () => {
  it('is read by a calendar program as we mean it, also after the clocks changed', () => {
    const series = { rrule: 'FREQ=WEEKLY;COUNT=3' }
    const moved = exception({ startsAt: '2026-03-30T17:00:00Z', endsAt: '2026-03-30T18:00:00Z' })
    const off = exception({ originalAt: '2026-04-05T08:00:00Z', kind: 'CANCELLED' })

    const expected = occurrencesOf(event(series), [moved, off], { from: null, to: null })
      .filter(({ isCancelled }) => !isCancelled)
      .map(({ startsAt }) => startsAt.replace(/:00Z$/, ':00.000Z'))
    expect(shownBy(written(series, [moved, off]))).toEqual(expected)
    expect(expected).toEqual(['2026-03-22T09:00:00.000Z', '2026-03-30T17:00:00.000Z'])
  })

  it('says what programs compare: a lasting UID, SEQUENCE, the zone and its clock changes', () => {
    const text = written({ rrule: 'FREQ=WEEKLY;COUNT=3' }, [exception({ kind: 'CANCELLED' })])

    for (const line of [
      'DTSTART;TZID=Europe/London:20260322T090000',
      'DTEND;TZID=Europe/London:20260322T110000',
      'RRULE:FREQ=WEEKLY;COUNT=3',
      'EXDATE;TZID=Europe/London:20260329T090000',
      'UID:an-event@faithflow',
      'SEQUENCE:3',
      'DTSTAMP:20260302T100000Z',
      'STATUS:CONFIRMED',
      'TZID:Europe/London',
      'BEGIN:DAYLIGHT',
    ]) {
      expect(text).toContain(`${line}\r\n`)
    }
  })

  it('adds what was added, wherever it is, and leaves out again what was called off of that', () => {
    const series = { rrule: 'FREQ=WEEKLY;COUNT=2' }
    const added = (at: string, change: Partial<EventException> = {}) =>
      exception({
        ...{ originalAt: at, kind: 'ADDED', isAdded: true, startsAt: at, endsAt: at.replace('T19', 'T21'), ...change },
      })
    const exceptions = [
      added('2026-03-25T19:00:00Z'),
      added('2026-04-01T19:00:00Z', { title: 'Vigil' }),
      added('2026-04-02T19:00:00Z', { kind: 'CANCELLED' }),
      // Known by another second than its own, for a moved one is known by that.
      added('2026-03-22T09:00:01Z', { startsAt: '2026-03-22T09:00:00Z', endsAt: '2026-03-22T10:00:00Z' }),
    ]

    const text = written(series, exceptions)

    const expected = occurrencesOf(event(series), exceptions, { from: null, to: null })
      .filter(({ isCancelled }) => !isCancelled)
      .map(({ startsAt }) => startsAt.replace(/:00Z$/, ':00.000Z'))
    expect(shownBy(text)).toEqual(expected)
    expect(expected).toHaveLength(5)
    expect(text).toContain('RDATE;TZID=Europe/London:20260401T200000\r\n')
    expect(text).toContain('SUMMARY:Vigil\r\n')
    expect(text).not.toContain('20260402')
  })

  it('tells an added day that the series knows already as an entry of its own', () => {
    const day = { startsAt: '2026-07-01T04:00:00Z', endsAt: '2026-07-02T04:00:00Z', timeZone: 'America/New_York' }
    const added = { kind: 'ADDED', isAdded: true, ...day } as const

    const text = written({ ...day, allDay: true, rrule: 'FREQ=DAILY;COUNT=2' }, [
      exception({ originalAt: '2026-07-02T04:00:00Z', kind: 'CANCELLED' }),
      exception({
        ...added,
        originalAt: '2026-07-04T04:00:00Z',
        startsAt: '2026-07-04T04:00:00Z',
        endsAt: '2026-07-05T04:00:00Z',
      }),
      exception({
        ...added,
        originalAt: '2026-07-02T04:00:01Z',
        startsAt: '2026-07-02T04:00:00Z',
        endsAt: '2026-07-03T04:00:00Z',
      }),
    ])

    expect(text).toContain('RDATE;VALUE=DATE:20260704\r\n')
    expect(text).toContain('EXDATE;VALUE=DATE:20260702\r\n')
    const entries = ICAL.Component.fromString(text).getAllSubcomponents('vevent')
    const valueOf = (entry: ICAL.Component, name: string) => String(entry.getFirstPropertyValue(name))
    expect(entries.map((entry) => `${valueOf(entry, 'uid')} ${valueOf(entry, 'dtstart')}`)).toEqual([
      'an-event@faithflow 2026-07-01',
      'an-event-1782964801@faithflow 2026-07-02',
    ])
  })

  it('names a zone as the event does, whatever its namesake is called', () => {
    const text = written({ timeZone: 'Africa/Accra' })

    expect(text).toContain('TZID:Africa/Accra\r\n')
    expect(text).not.toContain('Abidjan')
  })

  it('tells whole days as days, and the end of their rule too', () => {
    const day = { startsAt: '2026-07-01T04:00:00Z', endsAt: '2026-07-02T04:00:00Z', timeZone: 'America/New_York' }
    const text = written({ ...day, allDay: true, rrule: 'FREQ=DAILY;UNTIL=20260704T035959Z' })

    expect(text).toContain('DTSTART;VALUE=DATE:20260701\r\n')
    expect(text).toContain('DTEND;VALUE=DATE:20260702\r\n')
    expect(text).toContain('UNTIL=20260703\r\n')
    expect(text).not.toContain('VTIMEZONE')
  })

  it('shows single occurrences of a series alone, dated by when they were decided about', () => {
    const updatedAt = '2026-03-10T10:00:00Z'
    const text = calendarText('Grace', [
      {
        event: event({ rrule: 'FREQ=WEEKLY;COUNT=3' }),
        exceptions: [exception({ originalAt: '2026-04-05T08:00:00Z', kind: 'CANCELLED' })],
        only: [
          { occurrenceAt: '2026-03-29T08:00:00Z', isSure: false, updatedAt },
          { occurrenceAt: '2026-04-05T08:00:00Z', isSure: true, updatedAt },
        ],
      },
    ])

    const [only, ...others] = ICAL.Component.fromString(text).getAllSubcomponents('vevent')
    expect(others).toEqual([])
    expect(only?.getFirstPropertyValue('status')).toBe('TENTATIVE')
    expect(text).not.toContain('FREQ=WEEKLY')
    for (const line of [
      'RECURRENCE-ID;TZID=Europe/London:20260329T090000',
      'DTSTART;TZID=Europe/London:20260329T090000',
      'LAST-MODIFIED:20260310T100000Z',
    ]) {
      expect(text).toContain(`${line}\r\n`)
    }
  })

  it('shows what was called off as CANCELLED', () => {
    expect(written({ status: 'CANCELLED' })).toContain('STATUS:CANCELLED\r\n')
  })

  it('folds long lines and spells out what would end them, without losing a character', () => {
    const title = `Ɔ; Ama, \\ Kofi\nBEGIN:VEVENT ${'🎉'.repeat(60)}`

    const text = written({ title })

    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
    const read = ICAL.Component.fromString(text).getFirstSubcomponent('vevent')
    expect(read?.getFirstPropertyValue('summary')).toBe(title)
    expect(ICAL.Component.fromString(text).getAllSubcomponents('vevent')).toHaveLength(1)
  })

  it('lets nobody write entries of their own', () => {
    const text = written({ description: 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\u0007', location: 'a\rb' })

    const [only, ...others] = ICAL.Component.fromString(text).getAllSubcomponents('vevent')
    expect(others).toEqual([])
    expect(only?.getFirstPropertyValue('description')).toBe('x\nEND:VEVENT\nBEGIN:VEVENT')
  })

  it('names nobody', () => {
    expect(written({})).not.toMatch(/ORGANIZER|ATTENDEE|CONTACT|somebody/)
  })

  it('is a calendar too when there is nothing in it', () => {
    expect(ICAL.Component.fromString(calendarText('Grace', [])).getAllSubcomponents()).toEqual([])
  })
})
