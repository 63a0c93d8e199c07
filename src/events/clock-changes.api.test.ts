import { beforeAll, describe, expect, it } from 'vitest'
import { addDays, type Instant, instantAt, type LocalDate, localMoment } from '../platform/instant.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { mutate, told } from '../testing/refusal.js'
import { createWorld } from '../testing/world.js'
import type { CreateEvent } from './create-event.js'

const world = await createWorld()

/** A Sunday on which the clocks of a place change, or do not. */
const changes = [
  ['Europe/London', 'forward', '2031-03-30'],
  ['Europe/London', 'back', '2031-10-26'],
  ['America/New_York', 'forward', '2031-03-09'],
  ['America/New_York', 'back', '2031-11-02'],
  ['Australia/Lord_Howe', 'forward', '2031-10-05'],
  ['Australia/Lord_Howe', 'back', '2031-04-06'],
  ['Africa/Accra', 'not at all', '2031-03-30'],
] as const

/** What takes place in a church, by the clocks of a zone: `2031-03-30 09:30 to 11:00`. */
async function timesIn(zone: string, { api }: Person): Promise<readonly string[]> {
  const { data } = await api.sendText('{ events(first: 100) { nodes { startsAt endsAt } } }')
  const found = data?.['events'] as { readonly nodes: readonly { startsAt: Instant; endsAt: Instant }[] } | undefined
  return (found?.nodes ?? []).map(({ startsAt, endsAt }) => {
    const [start, end] = [localMoment(startsAt, zone), localMoment(endsAt, zone)]
    return `${start.slice(0, 16)} to ${end.slice(11, 16)}`
  })
}

async function update({ api }: Person, change: object): Promise<void> {
  expect(told(await mutate(api, 'updateEvent', change))).toBe('200')
}

let church: ChurchWorld
let admin: Person

describe.each(changes)('a series in %s over a night when the clocks go %s', (zone, _direction, sunday) => {
  const days = [-14, -7, 0, 7, 14].map((away) => addDays(sunday, away))
  const [first = sunday, second = sunday, , fourth = sunday] = days
  const at = (day: LocalDate, time: string): Instant => instantAt(day, time, zone)
  const usual = (day: LocalDate): string => `${day} 09:30 to 11:00`

  let id: string
  let person: Person
  const start = async (): Promise<void> => {
    const own = await world.church()
    person = await own.person('ADMIN')
    const times = { startsAt: at(first, '09:30'), endsAt: at(first, '11:00'), timeZone: zone }
    id = (await own.event({ ...times, rrule: 'FREQ=WEEKLY;COUNT=5' })).id
    expect(await timesIn(zone, person)).toEqual(days.map(usual))
  }

  it('lets one that is moved to the other side of it (THIS) last by the clock, and the others be', async () => {
    await start()
    const moved = addDays(sunday, 1)
    const late = { scope: 'THIS', occurrenceAt: at(fourth, '09:30'), startsAt: at(fourth, '15:00') }
    await update(person, { id, scope: 'THIS', occurrenceAt: at(second, '09:30'), startsAt: at(moved, '10:00') })
    await update(person, { id, ...late })

    const [, , third = '', , fifth = ''] = days.map(usual)
    const expected = [usual(first), third, `${moved} 10:00 to 11:30`, `${fourth} 15:00 to 16:30`, fifth]
    expect(await timesIn(zone, person)).toEqual(expected)
  })

  it('moves all from before it on (FOLLOWING), and then all from after it on', async () => {
    await start()
    const early = { scope: 'FOLLOWING', occurrenceAt: at(second, '09:30'), startsAt: at(second, '10:00') }
    await update(person, { id, ...early })
    const halves = [usual(first), ...days.slice(1).map((day) => `${day} 10:00 to 11:30`)]
    expect(await timesIn(zone, person)).toEqual(halves)

    const { data } = await person.api.sendText('{ events(sort: STARTS_AT_DESC, first: 1) { nodes { id } } }')
    const [later] =
      (data?.['events'] as { readonly nodes: readonly { readonly id: string }[] } | undefined)?.nodes ?? []
    const last = { scope: 'FOLLOWING', occurrenceAt: at(fourth, '10:00'), startsAt: at(fourth, '08:00') }
    await update(person, { id: later?.id, ...last })
    const thirds = [...halves.slice(0, 3), ...days.slice(3).map((day) => `${day} 08:00 to 09:30`)]
    expect(await timesIn(zone, person)).toEqual(thirds)
  })

  it('moves all (ALL), from one evening to the next morning, through the night itself', async () => {
    await start()
    await update(person, { id, startsAt: at(addDays(first, -1), '22:15'), endsAt: at(first, '06:00') })

    expect(await timesIn(zone, person)).toEqual(days.map((day) => `${addDays(day, -1)} 22:15 to 06:00`))
  })
})

describe('a time that the clocks skip', () => {
  beforeAll(async () => {
    church = await world.church()
    admin = await church.person('ADMIN')
  })

  it('is left out and not counted, also when the series is split behind it', async () => {
    const night = { startsAt: '2031-03-23T01:30:00Z', endsAt: '2031-03-23T01:45:00Z', timeZone: 'Europe/London' }
    const { id } = await church.event({ ...night, rrule: 'FREQ=WEEKLY;COUNT=4' })
    const shown = ['2031-03-23', '2031-04-06', '2031-04-13', '2031-04-20'].map((day) => `${day} 01:30 to 01:45`)
    expect(await timesIn('Europe/London', admin)).toEqual(shown)

    await update(admin, { id, scope: 'FOLLOWING', occurrenceAt: '2031-04-13T00:30:00Z', title: 'Late' })

    expect(await timesIn('Europe/London', admin)).toEqual(shown)
  })

  it.each([
    ['America/Santiago', '2031-09-07'],
    ['Africa/Cairo', '2031-04-25'],
  ])('does not take a whole day away in %s, where that is midnight', async (zone, skipped) => {
    const [first, last] = [addDays(skipped, -7), addDays(skipped, 7)]
    const whole = await world.church()
    const person = await whole.person('ADMIN')
    const midnight = (day: LocalDate) => instantAt(day, '00:00', zone)
    const times = { startsAt: midnight(first), endsAt: midnight(addDays(first, 1)), timeZone: zone, allDay: true }
    const day: Partial<CreateEvent> = { ...times, rrule: `FREQ=WEEKLY;UNTIL=${last.replaceAll('-', '')}` }
    const { id } = await whole.event(day)
    const shown = [`${first} 00:00 to 00:00`, `${skipped} 01:00 to 00:00`, `${last} 00:00 to 00:00`]
    expect(await timesIn(zone, person)).toEqual(shown)

    await update(person, { id, scope: 'FOLLOWING', occurrenceAt: midnight(skipped), title: 'Late' })

    expect(await timesIn(zone, person)).toEqual(shown)
  })
})
