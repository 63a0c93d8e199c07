import { beforeAll, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { mutate, refusalOf, told } from '../testing/refusal.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

let church: ChurchWorld
let admin: Person
let once: string
let series: string
beforeAll(async () => {
  church = await world.church({ timeZone: 'Europe/London' })
  admin = await church.person('ADMIN')
  once = (await church.event({ startsAt: '2031-03-02T09:00:00Z' })).id
  series = (await church.event({ ...nightly, rrule: 'FREQ=DAILY;COUNT=1000' })).id
})

/** Takes place at half past one at night, which the clocks of London skip on 30 March. */
const nightly = { startsAt: '2031-03-23T01:30:00Z', endsAt: '2031-03-23T02:30:00Z' }
const skipped = '2031-03-30T01:30:00Z'

const send = (operation: string, input: object) => mutate(admin.api, operation, input)
const refusal = (work: Parameters<typeof refusalOf>[2]) => refusalOf(world, church, work)

const event = { title: 'Vigil', startsAt: '2031-05-04T09:00:00Z', endsAt: '2031-05-04T11:00:00Z' }
const noDay = '400 BAD_USER_INPUT input.startsAt'

describe('createEvent refuses, and writes nothing,', () => {
  it.each([
    ['30 February', { startsAt: '2031-02-30T09:00:00Z' }, noDay],
    ['29 February of no leap year', { startsAt: '2031-02-29T09:00:00Z' }, noDay],
    ['25 o’clock', { startsAt: '2031-05-04T25:00:00Z' }, noDay],
    ['24 o’clock', { startsAt: '2031-05-04T24:00:00Z' }, noDay],
    ['the year 0', { startsAt: '0000-05-04T09:00:00Z' }, noDay],
    ['a number', { startsAt: 1_935_651_600 }, noDay],
    ['a year that is a slip of the hand', { startsAt: '0231-05-04T09:00:00Z' }, '200 INVALID startsAt'],
    ['an end in a year beyond', { endsAt: '9999-12-31T23:59:59Z' }, '200 INVALID endsAt'],
    ['an end before the start', { endsAt: '2031-05-04T08:59:59Z' }, '200 INVALID endsAt'],
    ['a zone that nobody knows', { timeZone: 'Mars/Olympus' }, '200 INVALID timeZone'],
    ['an offset for a zone', { timeZone: '+01:00' }, '200 INVALID timeZone'],
    ['a zone that is an injection', { timeZone: "UTC'; drop table event; --" }, '200 INVALID timeZone'],
    ['less than no place', { capacity: -1 }, '200 INVALID capacity'],
    ['no place', { capacity: 0 }, '200 INVALID capacity'],
    ['more places than there are people', { capacity: 2_147_483_647 }, '200 INVALID capacity'],
    ['more places than there are numbers', { capacity: 2_147_483_648 }, '400 BAD_USER_INPUT input.capacity'],
    ['half a place', { capacity: 1.5 }, '400 BAD_USER_INPUT input.capacity'],
    ['a place in words', { capacity: 'ten' }, '400 BAD_USER_INPUT input.capacity'],
    ['a deadline after the start', { deadlineMinutes: -1 }, '200 INVALID deadlineMinutes'],
    ['a deadline of millennia', { deadlineMinutes: 2_147_483_647 }, '200 INVALID deadlineMinutes'],
    ['a ministry that there is not', { ministryId: crypto.randomUUID() }, '200 NOT_FOUND ministryId'],
  ])('%s', async (_what, described, expected) => {
    expect(await refusal(() => send('createEvent', { ...event, ...described }))).toBe(expected)
  })

  it.each([
    ['without end', 'FREQ=DAILY', 'SERIES_TOO_LONG'],
    ['that goes on after ten years', 'FREQ=YEARLY;UNTIL=20420504T090000Z', 'SERIES_TOO_LONG'],
    ['with a last one after ten years', 'FREQ=MONTHLY;INTERVAL=11;COUNT=12', 'SERIES_TOO_LONG'],
    ['that ends in the year 9999', 'FREQ=YEARLY;UNTIL=99991231', 'SERIES_TOO_LONG'],
    ['of 1,001 times', 'FREQ=DAILY;UNTIL=20340128T100000Z', 'SERIES_TOO_LONG'],
    ['of a billion times', 'FREQ=DAILY;COUNT=999999999', 'SERIES_TOO_LONG'],
    ['that ends before it starts', 'FREQ=DAILY;UNTIL=20310503', 'RECURRENCE_INVALID'],
    ['that ends on 30 February', 'FREQ=DAILY;UNTIL=20320230', 'RECURRENCE_INVALID'],
    ['of nothing but 30 February', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2', 'RECURRENCE_INVALID'],
    ['on another day than it starts', 'FREQ=WEEKLY;BYDAY=MO;COUNT=3', 'RECURRENCE_INVALID'],
    ['with a second line', 'FREQ=DAILY;COUNT=3\nEXDATE:20310505T090000Z', 'RECURRENCE_INVALID'],
  ])('a series %s', async (_what, rrule, code) => {
    expect(await refusal(() => send('createEvent', { ...event, rrule }))).toBe(`200 ${code} rrule`)
  })

  it('with a key as without one, which may be used again', async () => {
    const keyed = { ...event, idempotencyKey: crypto.randomUUID(), rrule: 'FREQ=DAILY' }

    expect(await refusal(() => send('createEvent', keyed))).toBe('200 SERIES_TOO_LONG rrule')
    expect(told(await send('createEvent', { ...keyed, rrule: 'FREQ=DAILY;COUNT=2' }))).toBe('200')
  })
})

describe('a change refuses, and writes nothing,', () => {
  const beyond = '9999-12-31T23:30:00Z'
  const alone = { scope: 'THIS', occurrenceAt: '2031-03-24T01:30:00Z' }
  const following = { ...alone, scope: 'FOLLOWING' }

  it.each([
    [
      'an occurrence at a time that the clocks skip',
      { scope: 'THIS', occurrenceAt: skipped },
      'NOT_FOUND occurrenceAt',
    ],
    ['all from there on', { scope: 'FOLLOWING', occurrenceAt: skipped }, 'NOT_FOUND occurrenceAt'],
    ['one that ends before it starts', { ...alone, endsAt: '2031-03-24T01:00:00Z' }, 'INVALID endsAt'],
    ['one for more people than there are', { ...alone, capacity: 1_000_001 }, 'INVALID capacity'],
    ['one that is moved out of the calendar', { ...alone, startsAt: beyond }, 'INVALID startsAt INVALID endsAt'],
    ['later ones that are', { ...following, startsAt: beyond }, 'INVALID startsAt INVALID endsAt'],
    ['a whole series that is', { startsAt: beyond }, 'INVALID startsAt INVALID endsAt'],
    ['a zone that nobody knows', { timeZone: 'Europe/Atlantis' }, 'INVALID timeZone'],
    ['a zone for one', { ...alone, timeZone: 'Africa/Accra' }, 'INVALID timeZone'],
    [
      'later ones that end before they start',
      { ...following, rrule: 'FREQ=DAILY;UNTIL=20310101' },
      'RECURRENCE_INVALID rrule',
    ],
    ['less than no place', { capacity: -1 }, 'INVALID capacity'],
  ])('%s', async (_what, change, expected) => {
    expect(await refusal(() => send('updateEvent', { id: series, ...change }))).toBe(`200 ${expected}`)
  })

  it.each([
    ['a thousand and first time', { startsAt: '2031-03-30T12:00:00Z' }, 'SERIES_TOO_LONG startsAt'],
    ['a time out of the calendar', { startsAt: beyond }, 'INVALID startsAt INVALID endsAt'],
    ['a time of less than no place', { startsAt: '2031-03-30T12:00:00Z', capacity: -1 }, 'INVALID capacity'],
  ])('%s more', async (_what, added, expected) => {
    expect(await refusal(() => send('addOccurrence', { id: series, ...added }))).toBe(`200 ${expected}`)
  })

  it('whole days that are moved out of the calendar', async () => {
    const day = { startsAt: '2031-01-05T00:00:00Z', endsAt: '2031-01-07T00:00:00Z', allDay: true }
    const { id } = await church.event({ ...day, rrule: 'FREQ=WEEKLY;COUNT=2' })
    const moved = { id, startsAt: '9999-12-31T00:00:00Z' }

    expect(await refusal(() => send('updateEvent', moved))).toBe('200 INVALID startsAt INVALID endsAt')
  })

  it('a series without end of what took place once', async () => {
    const endless = { id: once, rrule: 'FREQ=WEEKLY' }

    expect(await refusal(() => send('updateEvent', endless))).toBe('200 SERIES_TOO_LONG rrule')
  })
})

describe('a question for a time refuses', () => {
  const ask = (filter: object) =>
    admin.api.sendText('query ($filter: EventFilter) { events(filter: $filter) { totalCount } }', { filter })

  it.each([
    ['an end before the beginning', { from: event.endsAt, to: event.startsAt }, 'filter.to'],
    ['a beginning that is none', { from: '2031-02-30T00:00:00Z', to: event.endsAt }, 'filter.from'],
    ['an end that is none', { from: event.startsAt, to: 'soon' }, 'filter.to'],
    ['more than 366 times of one series', { from: nightly.startsAt, to: '2032-03-25T01:30:00Z' }, 'filter.to'],
  ])('%s', async (_what, filter, path) => {
    expect(await refusal(() => ask(filter))).toBe(`400 BAD_USER_INPUT ${path}`)
  })

  it('no moment, which is a time without length', async () => {
    const { data } = await ask({ from: '2031-03-02T10:00:00Z', to: '2031-03-02T10:00:00Z' })

    expect(data).toEqual({ events: { totalCount: 1 } })
  })
})
