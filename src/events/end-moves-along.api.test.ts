import { beforeEach, describe, expect, it } from 'vitest'
import type { Instant } from '../platform/instant.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { mutate, told } from '../testing/refusal.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

let church: ChurchWorld
let admin: Person
beforeEach(async () => {
  church = await world.church()
  admin = await church.person('ADMIN')
})

interface Shown {
  readonly id: string
  readonly startsAt: Instant
  readonly rrule: string | null
}

async function shown(): Promise<readonly Shown[]> {
  const { data } = await admin.api.sendText('{ events(first: 100) { nodes { id startsAt rrule } } }')
  return (data?.['events'] as { readonly nodes: readonly Shown[] } | undefined)?.nodes ?? []
}

const starts = async (): Promise<readonly string[]> => (await shown()).map(({ startsAt }) => startsAt.slice(5, 16))

async function update(change: object): Promise<void> {
  expect(told(await mutate(admin.api, 'updateEvent', change))).toBe('200')
}

const sunday = { startsAt: '2031-03-02T09:00:00Z', endsAt: '2031-03-02T10:00:00Z', timeZone: 'UTC' }

describe('the first half of a series that was split', () => {
  it.each([
    ['earlier on the day', '2031-03-02T07:00:00Z', ['03-02T07:00', '03-09T07:00']],
    ['later on the day', '2031-03-02T20:00:00Z', ['03-02T20:00', '03-09T20:00']],
  ])('takes place as often as before when it is moved, %s', async (_case, startsAt, first) => {
    const { id } = await church.event({ ...sunday, rrule: 'FREQ=WEEKLY;COUNT=4' })
    await update({ id, scope: 'FOLLOWING', occurrenceAt: '2031-03-16T09:00:00Z', title: 'The second half' })

    await update({ id, startsAt })

    expect(await starts()).toEqual([...first, '03-16T09:00', '03-23T09:00'])
  })

  it('takes place as often when all of its fields are sent again', async () => {
    const { id } = await church.event({ ...sunday, rrule: 'FREQ=WEEKLY;COUNT=4' })
    await update({ id, scope: 'FOLLOWING', occurrenceAt: '2031-03-16T09:00:00Z', title: 'The second half' })
    const [first] = await shown()
    const rrule = first?.rrule ?? null

    await update({ id, startsAt: '2031-03-02T07:00:00Z', endsAt: '2031-03-02T08:00:00Z', rrule })

    expect(await starts()).toEqual(['03-02T07:00', '03-09T07:00', '03-16T09:00', '03-23T09:00'])
  })
})

describe('a series until a moment', () => {
  it.each([
    { how: 'later on the day', until: 'WEEKLY;UNTIL=20310316T090000Z', to: '02T10:00', days: ['02', '09', '16'] },
    { how: 'to another day', until: 'WEEKLY;UNTIL=20310316T090000Z', to: '04T09:00', days: ['04', '11', '18'] },
    { how: 'to another day, until a day', until: 'WEEKLY;UNTIL=20310316', to: '04T09:00', days: ['04', '11', '18'] },
    { how: 'back, until a day', until: 'DAILY;UNTIL=20310304', to: '01T23:00', days: ['01', '02', '03'] },
  ])('loses and gains nothing when it is moved, $how', async ({ until, to, days }) => {
    const [rrule, startsAt] = [`FREQ=${until}`, `2031-03-${to}:00Z`]
    const { id } = await church.event({ ...sunday, rrule })

    await update({ id, startsAt })

    expect((await starts()).map((start) => start.slice(3, 5))).toEqual(days)
  })

  it('keeps its last one when all later ones are moved', async () => {
    const { id } = await church.event({ ...sunday, rrule: 'FREQ=WEEKLY;UNTIL=20310316T090000Z' })
    const later = { scope: 'FOLLOWING', occurrenceAt: '2031-03-09T09:00:00Z', startsAt: '2031-03-09T11:00:00Z' }

    await update({ id, ...later })

    expect(await starts()).toEqual(['03-02T09:00', '03-09T11:00', '03-16T11:00'])
  })

  it('ends where its rule says when that is another', async () => {
    const { id } = await church.event({ ...sunday, rrule: 'FREQ=WEEKLY;UNTIL=20310316T090000Z' })

    await update({ id, startsAt: '2031-03-02T07:00:00Z', rrule: 'FREQ=WEEKLY;UNTIL=20310309T070000Z' })

    expect(await starts()).toEqual(['03-02T07:00', '03-09T07:00'])
  })

  it('still ends with the last second of a day when it is moved by days', async () => {
    const { id } = await church.event({ ...sunday, rrule: 'FREQ=WEEKLY;UNTIL=20310316' })

    await update({ id, startsAt: '2031-03-03T18:00:00Z' })

    expect((await shown())[0]?.rrule).toBe('FREQ=WEEKLY;UNTIL=20310317T235959Z')
  })
})
