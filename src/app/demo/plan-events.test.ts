import { describe, expect, it } from 'vitest'
import { easterSunday } from './easter.js'
import { gracechurch } from './gracechurch/church.js'
import { olamchurch } from './olamchurch/church.js'
import { planAnnouncements } from './plan-announcements.js'
import { planEvents } from './plan-events.js'

const now = '2026-11-22T12:00:00.000Z'

describe('planEvents', () => {
  it('reaches half a year back and half a year ahead, by start', () => {
    const starts = planEvents(olamchurch, now).map(({ startsAt }) => startsAt)

    expect(starts[0]?.slice(0, 10)).toBe('2026-05-23')
    expect(starts.at(-1)?.slice(0, 10)).toBe('2027-05-23')
    expect(starts).toEqual(starts.toSorted())
  })

  it('holds services at the hours of the place', () => {
    const services = planEvents(gracechurch, now).filter(({ title }) => title === 'First celebration')

    expect(services).toHaveLength(53)
    // Lagos is an hour ahead of UTC all year.
    expect(services.filter(({ startsAt }) => !startsAt.endsWith('T07:00:00.000Z'))).toEqual([])
  })

  it('holds services at the same hour on either side of a clock change', () => {
    const founded = { ...gracechurch.founded, timeZone: 'Europe/Berlin' }
    const services = planEvents({ ...gracechurch, founded }, now).filter(({ title }) => title === 'First celebration')

    expect(new Set(services.map(({ startsAt }) => startsAt.slice(11, 16)))).toEqual(new Set(['06:00', '07:00']))
  })

  it.each([
    { title: 'Easter Sunday: Mass of the Resurrection', days: ['2027-03-28'] },
    { title: 'Ash Wednesday', days: ['2027-02-10'] },
    { title: 'Christmas: Mass at Midnight', days: ['2026-12-24'] },
    { title: 'Harvest thanksgiving and bazaar', days: ['2026-10-11'] },
    { title: 'Parish retreat', days: ['2026-11-27', '2026-11-28'] },
  ])('keeps $title on its days', ({ title, days }) => {
    const found = planEvents(olamchurch, now).filter((event) => event.title === title)

    expect(found.map(({ startsAt }) => startsAt.slice(0, 10))).toEqual(days)
  })

  it('lets a night end on the next day', () => {
    const [night] = planEvents(gracechurch, now).filter(({ title }) => title === 'Night of prayer')

    expect(night).toMatchObject({ startsAt: '2026-06-05T21:00:00.000Z', endsAt: '2026-06-06T03:30:00.000Z' })
  })
})

describe('easterSunday', () => {
  it.each([
    '1943-04-25',
    '1961-04-02',
    '2000-04-23',
    '2008-03-23',
    '2024-03-31',
    '2026-04-05',
    '2027-03-28',
    '2038-04-25',
  ])('finds %s', (day) => {
    expect(easterSunday(Number(day.slice(0, 4)))).toBe(day)
  })
})

describe('planAnnouncements', () => {
  it.each([olamchurch, gracechurch])('has all out and one expired in $founded.subdomain', (church) => {
    const planned = planAnnouncements(church, now)

    expect(planned.filter(({ publishedAt }) => publishedAt > now)).toEqual([])
    expect(planned.filter(({ expiresAt }) => expiresAt && expiresAt < now)).toHaveLength(1)
    expect(planned.filter(({ isPinned }) => isPinned)).toHaveLength(2)
  })
})
