import { beforeAll, describe, expect, it } from 'vitest'
import { createEvent } from '../../events/create-event.js'
import { inviteUser } from '../../invitations/invite-user.js'
import { createMember } from '../../members/create-member.js'
import { type ChurchWorld, done, type Person } from '../../testing/church-world.js'
import { movableClock } from '../../testing/movable-clock.js'
import { proveAddress } from '../../testing/prove-address.js'
import { createWorld } from '../../testing/world.js'
import { Blocked } from '../blocked.js'

const clock = movableClock()
const world = await createWorld({ clock })

let church: ChurchWorld
let admin: Person
beforeAll(async () => {
  church = await world.church()
  admin = await church.person('ADMIN')
  await proveAddress(world, admin)
})

const newKey = () => crypto.randomUUID()
const person = (lastName: string, idempotencyKey: string) => ({ firstName: 'Esi', lastName, idempotencyKey })
const asked = (input: ReturnType<typeof person>, by = admin) =>
  church.as(by, async (ctx) => done(await createMember(ctx, input)))

/** The outcome, or the code it was blocked with. */
const orCode = async <T>(outcome: Promise<T>): Promise<T | string> =>
  outcome.catch((error: unknown) => {
    if (error instanceof Blocked) return error.code
    throw error
  })

const count = async (table: 'member' | 'event' | 'idempotency_key'): Promise<number> => {
  const rows = await church.write((db) => db.selectFrom(table).selectAll().execute())
  return rows.length
}

describe('an idempotency key', () => {
  it('lets a member be made once, and answers the same again', async () => {
    const key = newKey()
    const before = await count('member')

    const first = await asked(person('Once', key))
    const again = await asked(person('Once', key.toUpperCase()))

    expect(again).toEqual(first)
    expect(await count('member')).toBe(before + 1)
  })

  it('is refused for another request, and is its owner’s alone', async () => {
    const key = newKey()
    const first = await asked(person('Mine', key))

    expect(await orCode(asked(person('Other', key)))).toBe('IDEMPOTENCY_KEY_REUSED')
    const theirs = await asked(person('Mine', key), await church.person('ADMIN'))
    expect(theirs.id).not.toBe(first.id)
  })

  it('that is no UUID is a fault of the client', async () => {
    expect(await orCode(asked(person('Esi', 'again')))).toBe('BAD_USER_INPUT')
  })

  it('is not spent by a refusal', async () => {
    const key = newKey()
    const [starts, ends] = ['2031-01-01T00:00:00Z', '2031-01-01T01:00:00Z']
    const event = (startsAt: string, endsAt: string) =>
      church.as(admin, (ctx) => createEvent(ctx, { title: 'Kept', startsAt, endsAt, idempotencyKey: key }))

    expect(await event(ends, starts)).toMatchObject({ errors: [{ code: 'INVALID' }] })
    expect(await event(starts, ends)).toMatchObject({ title: 'Kept' })
  })

  it('is forgotten after a day, and its row is removed by the next', async () => {
    const key = newKey()
    const first = await asked(person('Yesterday', key))
    clock.forward(86_401)
    const fresh = await church.person('ADMIN')

    await asked(person('Today', newKey()), fresh)
    expect(await count('idempotency_key')).toBe(1)
    expect((await asked(person('Yesterday', newKey()), fresh)).id).not.toBe(first.id)
  })
})

describe('racers with one key', () => {
  it('make one member: the others are told that it is under way, or the same', async () => {
    const racer = await church.person('ADMIN')
    const key = newKey()
    const before = await count('member')

    const outcomes = await church.race(racer, (ctx) => orCode(createMember(ctx, person('Race', key))))

    const made = outcomes.filter((outcome) => typeof outcome !== 'string')
    // Key by key: what was kept went through jsonb.
    for (const outcome of made) expect(outcome).toEqual(made[0])
    expect(made.length).toBeGreaterThan(0)
    for (const outcome of outcomes) if (typeof outcome === 'string') expect(outcome).toBe('IDEMPOTENCY_IN_PROGRESS')
    expect(await count('member')).toBe(before + 1)
  })

  it('make one event with one notification', async () => {
    const racer = await church.person('ADMIN')
    const before = await count('event')
    const wish = { title: 'Race', startsAt: '2031-01-01T00:00:00Z', endsAt: '2031-01-01T01:00:00Z' }
    const idempotencyKey = newKey()

    await church.race(racer, (ctx) => orCode(createEvent(ctx, { ...wish, idempotencyKey })))

    expect(await count('event')).toBe(before + 1)
  })

  it('invite once, and each is told of the same invitation or to ask again', async () => {
    const racer = await church.person('ADMIN')
    await proveAddress(world, racer)
    const { id: role } = await church.write((db) =>
      db.selectFrom('role').select('id').where('key', '=', 'MEMBER').executeTakeFirstOrThrow(),
    )
    const email = `${newKey()}@people.example`
    const wish = { email, name: 'Kofi', roleIds: [role], idempotencyKey: newKey() }

    const outcomes = await church.race(racer, (ctx) => orCode(inviteUser(ctx, wish)))
    const again = await church.as(racer, (ctx) => inviteUser(ctx, wish))

    for (const outcome of outcomes) {
      if (typeof outcome === 'string') expect(outcome).toBe('IDEMPOTENCY_IN_PROGRESS')
      else expect(outcome).toEqual(again)
    }
    expect(again).toMatchObject({ email, roleIds: [role] })
  })
})
