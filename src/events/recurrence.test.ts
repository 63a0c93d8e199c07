import { describe, expect, it } from 'vitest'
import { endOf, expandRule, maxOccurrences, readRule } from './recurrence.js'

const starts = (rule: string, startsAt: string, zone: string) => {
  const expansion = expandRule(rule, startsAt, zone)
  return 'starts' in expansion ? expansion.starts : expansion.fault
}

describe('readRule', () => {
  it.each([
    ['freq=weekly;byday=su', 'FREQ=WEEKLY;BYDAY=SU'],
    ['RRULE:FREQ=DAILY;COUNT=3', 'FREQ=DAILY;COUNT=3'],
    ['FREQ=MONTHLY;BYDAY=-1SU,2MO;BYSETPOS=1;WKST=SU', 'FREQ=MONTHLY;BYDAY=-1SU,2MO;BYSETPOS=1;WKST=SU'],
    ['FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1;INTERVAL=2', 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1;INTERVAL=2'],
    ['FREQ=DAILY;UNTIL=20260301T090000Z', 'FREQ=DAILY;UNTIL=20260301T090000Z'],
  ])('reads %s', (text, rule) => {
    expect(readRule(text, 'UTC')).toBe(rule)
  })

  it('lets a day as an end last until its end in the time zone', () => {
    expect(readRule('FREQ=DAILY;UNTIL=20260301', 'Africa/Lagos')).toBe('FREQ=DAILY;UNTIL=20260301T225959Z')
  })

  it.each([
    ['nothing', ''],
    ['words', 'every Sunday'],
    ['no frequency', 'BYDAY=SU'],
    ['hours', 'FREQ=HOURLY;COUNT=3'],
    ['minutes', 'FREQ=MINUTELY;COUNT=3'],
    ['a part of hours', 'FREQ=DAILY;BYHOUR=9'],
    ['a part that nobody knows', 'FREQ=DAILY;BYMOOD=GOOD'],
    ['a part twice', 'FREQ=DAILY;COUNT=3;COUNT=4'],
    ['two ends', 'FREQ=DAILY;COUNT=3;UNTIL=20260301'],
    ['an end on a day that does not exist', 'FREQ=DAILY;UNTIL=20260230'],
    ['an end at a time that does not exist', 'FREQ=DAILY;UNTIL=20260301T250000Z'],
    ['an end without a zone', 'FREQ=DAILY;UNTIL=20260301T090000'],
    ['no step', 'FREQ=DAILY;INTERVAL=0'],
    ['a step back', 'FREQ=DAILY;INTERVAL=-1'],
    ['a weekday that nobody knows', 'FREQ=WEEKLY;BYDAY=XX'],
    ['the second Sunday of a week', 'FREQ=WEEKLY;BYDAY=2SU'],
    ['a day of the month in a week', 'FREQ=WEEKLY;BYMONTHDAY=3'],
    ['the 32nd', 'FREQ=MONTHLY;BYMONTHDAY=32'],
    ['a thirteenth month', 'FREQ=YEARLY;BYMONTH=13'],
    ['a choice among nothing', 'FREQ=DAILY;BYSETPOS=1'],
    ['a second line', 'FREQ=DAILY\nEXDATE:20260301T090000Z'],
    ['an unknown zone', 'FREQ=DAILY'],
  ])('is not misled by %s', (what, text) => {
    expect(readRule(text, what === 'an unknown zone' ? 'Mars/Olympus' : 'UTC')).toBeNull()
  })
})

describe('expandRule', () => {
  it.each([
    ['forward', '2026-03-22T09:00:00Z', ['2026-03-22T09:00:00.000Z', '2026-03-29T08:00:00.000Z']],
    ['back', '2026-10-18T08:00:00Z', ['2026-10-18T08:00:00.000Z', '2026-10-25T09:00:00.000Z']],
  ])('keeps nine o’clock when the clocks of London go %s', (_way, first, expected) => {
    expect(starts('FREQ=WEEKLY;COUNT=2', first, 'Europe/London')).toEqual(expected)
  })

  it('leaves out a time that the clocks skip, and means the earlier of one that they show twice', () => {
    expect(starts('FREQ=DAILY;COUNT=2', '2026-03-28T01:30:00Z', 'Europe/London')).toEqual([
      '2026-03-28T01:30:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ])
    expect(starts('FREQ=DAILY;COUNT=2', '2026-10-24T00:30:00Z', 'Europe/London')).toEqual([
      '2026-10-24T00:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
    ])
  })

  // The examples of RFC 5545, 3.8.5.3.
  it.each([
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO', '1997-08-05', ['08-05', '08-10', '08-19', '08-24']],
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU', '1997-08-05', ['08-05', '08-17', '08-19', '08-31']],
    ['FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3', '1997-09-04', ['09-04', '10-07', '11-06']],
    ['FREQ=MONTHLY;COUNT=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2', '1997-09-29', ['09-29', '10-30', '11-27']],
    ['FREQ=MONTHLY;COUNT=4;BYDAY=1SU,-1SU;INTERVAL=2', '1997-09-07', ['09-07', '09-28', '11-02', '11-30']],
    ['FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5', '2007-01-15', ['01-15', '01-30', '02-15', '03-15', '03-30']],
    ['FREQ=YEARLY;COUNT=2;BYMONTH=6,7', '1997-06-10', ['06-10', '07-10']],
    ['FREQ=DAILY;UNTIL=19970904T120000Z', '1997-09-02', ['09-02', '09-03', '09-04']],
  ])('follows %s', (rule, day, days) => {
    const found = starts(rule, `${day}T12:00:00Z`, 'UTC')

    expect(typeof found === 'string' ? found : found.map((start) => start.slice(5, 10))).toEqual(days)
  })

  it('leaves out days that a month does not have', () => {
    expect(starts('FREQ=MONTHLY;COUNT=3', '2026-01-31T09:00:00Z', 'UTC')).toEqual([
      '2026-01-31T09:00:00.000Z',
      '2026-03-31T09:00:00.000Z',
      '2026-05-31T09:00:00.000Z',
    ])
  })

  it('takes what just fits, and nothing longer', () => {
    expect(starts(`FREQ=DAILY;COUNT=${maxOccurrences}`, '2026-01-01T09:00:00Z', 'UTC')).toHaveLength(maxOccurrences)
    expect(starts(`FREQ=DAILY;COUNT=${maxOccurrences + 1}`, '2026-01-01T09:00:00Z', 'UTC')).toBe('too long')
    expect(starts('FREQ=WEEKLY;UNTIL=20360101T000000Z', '2026-01-01T09:00:00Z', 'UTC')).toHaveLength(522)
    expect(starts('FREQ=WEEKLY;UNTIL=20370101T000000Z', '2026-01-01T09:00:00Z', 'UTC')).toBe('too long')
    expect(starts('FREQ=YEARLY;COUNT=11', '2026-01-01T09:00:00Z', 'UTC')).toHaveLength(11)
    expect(starts('FREQ=YEARLY;COUNT=12', '2026-01-01T09:00:00Z', 'UTC')).toBe('too long')
    expect(starts('FREQ=WEEKLY', '2026-01-01T09:00:00Z', 'UTC')).toBe('too long')
    expect(starts('FREQ=YEARLY', '2026-01-01T09:00:00Z', 'UTC')).toBe('too long')
  })

  it.each(['FREQ=WEEKLY;BYDAY=SU;COUNT=3', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2'])(
    'says when the start is none of its days: %s',
    (rule) => {
      expect(starts(rule, '2026-01-01T09:00:00Z', 'UTC')).toBe('starts on another day')
    },
  )

  const everyDay = Array.from({ length: 31 }, (_, index) => index + 1).join()

  it.each([
    'FREQ=DAILY;INTERVAL=9999;BYMONTH=2;BYMONTHDAY=30',
    `FREQ=YEARLY;BYMONTHDAY=${everyDay};BYSETPOS=-999;COUNT=1`,
    `FREQ=MONTHLY;BYMONTHDAY=${everyDay};BYSETPOS=32;COUNT=1`,
    'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=8;COUNT=1',
  ])('gives up in time on a rule made to be searched for ever: %s', (rule) => {
    const begun = performance.now()

    expect(starts(rule, '2026-01-01T09:00:00Z', 'UTC')).toBe('starts on another day')
    // A minute, when all of 4,000 years are looked through.
    expect(performance.now() - begun).toBeLessThan(5000)
  })

  it('finds the days that only leap years have', () => {
    const rule = 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT='

    expect(starts(`${rule}3`, '2028-02-29T09:00:00Z', 'UTC')).toHaveLength(3)
    expect(starts(`${rule}4`, '2028-02-29T09:00:00Z', 'UTC')).toBe('too long')
  })
})

describe('endOf', () => {
  const vigil = { startsAt: '2026-03-21T22:00:00Z', endsAt: '2026-03-22T05:00:00Z' }

  it('ends at the same time by the clock when the night is an hour shorter', () => {
    expect(endOf('2026-03-28T22:00:00Z', vigil, 'Europe/London')).toBe('2026-03-29T04:00:00.000Z')
  })

  it('never ends before it starts', () => {
    const short = { startsAt: '2026-10-24T00:40:00Z', endsAt: '2026-10-24T00:50:00Z' }

    expect(endOf('2026-10-25T01:40:00Z', short, 'Europe/London')).toBe('2026-10-25T01:50:00.000Z')
  })
})
