import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isRefusal } from '../platform/refusal.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { plantNotification } from '../testing/plant-notification.js'
import { createWorld } from '../testing/world.js'
import { markNotificationsRead, type MarkNotificationsRead } from './mark-notifications-read.js'
import { cursorAt } from './notification-cursor.js'

const world = await createWorld()

let church: ChurchWorld
let person: Person
let told: readonly { readonly id: string; readonly seq: string }[]

async function tellThree(): Promise<void> {
  church = await world.church()
  person = await church.person('MEMBER')
  told = [await plantNotification(church), await plantNotification(church), await plantNotification(church)]
}

const ask = (input: MarkNotificationsRead, who = person) => church.as(who, (ctx) => markNotificationsRead(ctx, input))

/** The same, `through` being a number of the church. */
const mark = ({ through, ...input }: MarkNotificationsRead, who = person) =>
  ask({ ...input, ...(typeof through === 'string' && { through: cursorAt(church.church, through) }) }, who)

const codesOf = async (input: MarkNotificationsRead) => {
  const outcome = await ask(input)
  return isRefusal(outcome) ? outcome.errors.map(({ code, path }) => [code, ...path].join(' ')) : outcome
}

/** An input that changes nothing and so tells how many are unread. */
const nothing = { through: '0' }

describe('markNotificationsRead', () => {
  beforeEach(tellThree)

  it('marks single ones, and says how many are left', async () => {
    expect(await mark({ ids: [told[1]?.id ?? ''] })).toBe(2)
    expect(await mark(nothing)).toBe(2)
  })

  it('marks everything up to a number, and nothing told later', async () => {
    expect(await mark({ through: told[1]?.seq ?? '' })).toBe(1)
    await plantNotification(church)
    expect(await mark(nothing)).toBe(2)
  })

  it('marks both at once', async () => {
    expect(await mark({ ids: [told[2]?.id ?? ''], through: told[0]?.seq ?? '' })).toBe(1)
  })

  it('changes nothing when it is repeated', async () => {
    const input = { ids: [told[0]?.id ?? '', told[0]?.id ?? ''], through: '1' }
    const marks = () => church.write((db) => db.selectFrom('notification_mark').selectAll().execute())

    await mark(input)
    const before = await marks()

    expect(await mark(input)).toBe(2)
    expect(before).toHaveLength(1)
    expect(await marks()).toEqual(before)
  })

  it('never goes back', async () => {
    await mark({ through: told[2]?.seq ?? '' })

    expect(await mark({ through: told[0]?.seq ?? '' })).toBe(0)
  })

  it('never runs ahead of what has been told', async () => {
    expect(await mark({ through: '999999999999999999' })).toBe(0)
    await plantNotification(church)

    expect(await mark(nothing)).toBe(1)
  })

  it('counts for the viewer alone', async () => {
    const other = await church.person('MEMBER')

    await mark({ ids: told.map(({ id }) => id), through: told[2]?.seq ?? '' })

    expect(await mark(nothing)).toBe(0)
    expect(await mark(nothing, other)).toBe(3)
  })

  it('survives ten at once', async () => {
    const input = { ids: told.map(({ id }) => id), through: cursorAt(church.church, told[2]?.seq ?? '') }

    const left = await church.race(person, (ctx) => markNotificationsRead(ctx, input))

    expect(left).toEqual(Array(10).fill(0))
  })

  it('refuses what the viewer does not see, all of it, and marks nothing', async () => {
    const neighbours = await world.church()
    const theirs = await plantNotification(neighbours)
    const expired = await plantNotification(church, { expiresAt: '2001-01-01T00:00:00Z' })
    const private_ = await plantNotification(church, { to: [crypto.randomUUID()] })
    const seen = told[0]?.id ?? ''

    const through = cursorAt(church.church, told[2]?.seq ?? '')
    const codes = await codesOf({ ids: [theirs.id, seen, seen, expired.id, private_.id], through })

    expect(codes).toEqual(['NOT_FOUND ids 0', 'NOT_FOUND ids 3', 'NOT_FOUND ids 4'])
    expect(await mark(nothing)).toBe(3)
  })
})

describe('what names nothing that could be marked', () => {
  beforeAll(tellThree)

  it.each([
    ['nothing', {}],
    ['nulls', { ids: null, through: null }],
    ['an empty list', { ids: [] }],
  ])('is refused: %s', async (_case, input) => {
    expect(await codesOf(input)).toEqual(['REQUIRED'])
  })

  it.each(['', '-1', '1.5', ' 1', 'x', '1e3', '9'.repeat(19)])('is refused: the number %j', async (number) => {
    expect(await codesOf({ through: cursorAt(church.church, number) })).toEqual(['INVALID through'])
  })

  it.each(['1', '', 'x', '2.5'])('is refused: %j, which is no place', async (through) => {
    expect(await codesOf({ through })).toEqual(['INVALID through'])
  })

  it('is refused: a place in another church', async () => {
    const neighbour = await world.church()

    expect(await codesOf({ through: cursorAt(neighbour.church, '1') })).toEqual(['INVALID through'])
  })

  it('is refused: more than 200 ids', async () => {
    const ids = Array.from({ length: 201 }, () => crypto.randomUUID())

    expect(await codesOf({ ids })).toEqual(['INVALID ids'])
    expect(await codesOf({ ids: ids.slice(1) })).toHaveLength(200)
  })
})
