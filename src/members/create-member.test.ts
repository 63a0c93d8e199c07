import { beforeAll, describe, expect, it } from 'vitest'
import { lastNumber } from '../platform/counters/counters.repository.js'
import { isRefusal } from '../platform/refusal.js'
import { type ChurchWorld, done, type Person } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'
import { createMember, type CreateMember } from './create-member.js'

const now = '2031-01-01T12:00:00.000Z'
const world = await createWorld({ clock: { now: () => now } })

const kofi = { firstName: 'Kofi', lastName: 'Boateng' }

const enter = (church: ChurchWorld, person: Person, input: CreateMember) =>
  church.as(person, (ctx) => createMember(ctx, input))

const prefixOf = (church: ChurchWorld) => church.church.subdomain.slice(0, 2).toUpperCase()

describe('createMember', () => {
  let church: ChurchWorld
  let admin: Person
  beforeAll(async () => {
    church = await world.church()
    admin = await church.person('ADMIN')
  })

  it('keeps everything it is told', async () => {
    const whole = {
      ...{ title: 'Dr', firstName: 'Ama', middleNames: 'Serwaa', lastName: 'Mensah', preferredName: 'Maa' },
      ...{ email: 'ama@example.org', phone: '024 000', address: '1 High Street', gender: 'FEMALE' as const },
      ...{ birthDate: '1990-02-28', joinedOn: '2020-05-01' },
    }

    expect(done(await enter(church, admin, whole))).toMatchObject({
      ...whole,
      status: 'ACTIVE',
      version: 1,
      userId: null,
    })
  })

  it('makes an ACTIVE member of somebody with two names', async () => {
    const member = done(await enter(church, admin, kofi))

    const empty = { title: null, middleNames: null, preferredName: null, email: null, phone: null, address: null }
    expect(member).toMatchObject({ ...kofi, ...empty, gender: null, birthDate: null, joinedOn: null, status: 'ACTIVE' })
  })

  it('lets a family share an address', async () => {
    const email = 'family@example.org'

    const first = done(await enter(church, admin, { ...kofi, email }))
    const second = done(await enter(church, admin, { ...kofi, email: 'Family@example.org' }))

    expect([first.email, second.email]).toEqual([email, email])
  })

  it.each(['MEMBER', 'LEADER', 'TREASURER'] as const)('is not for a %s', async (role) => {
    const person = await church.person(role)

    await expect(enter(church, person, kofi)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it.each(['PASTOR', 'SECRETARY'] as const)('is for a %s', async (role) => {
    const person = await church.person(role)

    expect(isRefusal(await enter(church, person, kofi))).toBe(false)
  })

  it('takes no number when it refuses', async () => {
    const last = () => church.as(admin, (ctx) => lastNumber(ctx.db, 'member'))
    const before = await last()

    const outcome = await enter(church, admin, { firstName: '', lastName: ' ' })

    expect(isRefusal(outcome) && outcome.errors).toMatchObject([
      { code: 'REQUIRED', path: ['firstName'] },
      { code: 'REQUIRED', path: ['lastName'] },
    ])
    expect(await last()).toBe(before)
  })
})

describe('a birth date', () => {
  it.each([
    ['Pacific/Auckland', '2031-01-02', true],
    ['Pacific/Auckland', '2031-01-03', false],
    ['America/Los_Angeles', '2031-01-01', true],
    ['America/Los_Angeles', '2031-01-02', false],
  ])('in %s may be %s: %s', async (timeZone, birthDate, isTaken) => {
    const church = await world.church({ timeZone })
    const admin = await church.person('ADMIN')

    const outcome = await enter(church, admin, { ...kofi, birthDate })

    expect(isRefusal(outcome)).toBe(!isTaken)
  })
})

describe('member numbers', () => {
  it('start with the letters of the church and 0001', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')

    const first = done(await enter(church, admin, kofi))
    const second = done(await enter(church, admin, kofi))

    const prefix = prefixOf(church)
    expect([first.memberNumber, second.memberNumber]).toEqual([`${prefix}-0001`, `${prefix}-0002`])
  })

  it('have no gap and no double when fifty are entered at once', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')

    const entered = await Promise.all(Array.from({ length: 50 }, () => enter(church, admin, kofi)))

    const numbers = entered.map((outcome) => Number(done(outcome).memberNumber.split('-')[1]))
    expect(numbers.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
  })

  it('grow longer after 9999', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')
    await church.write((db) => db.insertInto('counter').values({ name: 'member', value: '9998' }).execute())

    const numbers = [
      done(await enter(church, admin, kofi)).memberNumber,
      done(await enter(church, admin, kofi)).memberNumber,
    ]

    expect(numbers).toEqual([`${prefixOf(church)}-9999`, `${prefixOf(church)}-10000`])
  })

  it('follow the settings of the church, and never fall back', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')
    const set = (member_prefix: string, member_start: number) =>
      church.write((db) => db.updateTable('church_settings').set({ member_prefix, member_start }).execute())

    await set('OLAM', 500)
    const first = done(await enter(church, admin, kofi))
    await set('GR', 7)
    const second = done(await enter(church, admin, kofi))

    expect([first.memberNumber, second.memberNumber]).toEqual(['OLAM-0500', 'GR-0501'])
  })
})
