import { describe, expect, it } from 'vitest'
import { addDays, instantAt, localDay, weekdayOf } from './instant.js'

describe('instantAt', () => {
  it.each([
    { place: 'Africa/Accra', day: '2026-11-22', time: '09:30', instant: '2026-11-22T09:30:00.000Z' },
    { place: 'Africa/Lagos', day: '2026-11-22', time: '00:15', instant: '2026-11-21T23:15:00.000Z' },
    { place: 'America/New_York', day: '2026-07-04', time: '20:00', instant: '2026-07-05T00:00:00.000Z' },
    { place: 'Asia/Kolkata', day: '2026-01-01', time: '05:30', instant: '2026-01-01T00:00:00.000Z' },
    { place: 'UTC', day: '2026-01-01', time: '05:30', instant: '2026-01-01T05:30:00.000Z' },
  ])('reads the clocks of $place', ({ place, day, time, instant }) => {
    expect(instantAt(day, time, place)).toBe(instant)
  })

  it('takes the earlier of two moments that clocks show alike', () => {
    expect(instantAt('2026-10-25', '02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z')
  })

  it('goes on by as much as clocks skip', () => {
    expect(instantAt('2026-03-29', '02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z')
  })

  it('keeps the hour on the day of a clock change', () => {
    expect(instantAt('2026-03-29', '09:00', 'Europe/Berlin')).toBe('2026-03-29T07:00:00.000Z')
    expect(instantAt('2026-10-25', '09:00', 'Europe/Berlin')).toBe('2026-10-25T08:00:00.000Z')
  })
})

describe('localDay', () => {
  it('is the day that people at the place write', () => {
    expect(localDay('2026-12-31T23:30:00Z', 'Africa/Lagos')).toBe('2027-01-01')
    expect(localDay('2026-12-31T23:30:00Z', 'Africa/Accra')).toBe('2026-12-31')
  })
})

describe('addDays', () => {
  it('crosses months, years and leap days, both ways', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29')
  })
})

describe('weekdayOf', () => {
  it('counts from Sunday', () => {
    expect(weekdayOf('2026-11-22')).toBe(0)
    expect(weekdayOf('2026-11-28')).toBe(6)
  })
})
