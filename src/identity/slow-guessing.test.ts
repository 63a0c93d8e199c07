import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Blocked, OverLimit } from '../platform/blocked.js'
import { isRefusal } from '../platform/refusal.js'
import { type ChurchWorld, type Person, testPassword } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'
import { signIn } from './sign-in.js'

const world = await createWorld()

/** What became of an attempt: in, wrong, or how many minutes to wait. */
type Outcome = 'in' | 'wrong' | number

let church: ChurchWorld
let person: Person
beforeAll(async () => {
  church = await world.church()
})
beforeEach(async () => {
  person = await church.person('MEMBER')
})

let addresses = 0
const newAddress = (): string => {
  addresses += 1
  return `2001:db8:${(process.pid % 65_535).toString(16)}:${addresses.toString(16)}::1`
}

async function attempt(
  email: string,
  { password = 'wrong', ip = newAddress(), at = church }: { password?: string; ip?: string; at?: ChurchWorld } = {},
): Promise<Outcome> {
  return at.as(await at.person(null), async (ctx) => {
    const outcome = signIn({ ...ctx, origin: { ...ctx.origin, ip } }, { email, password })
    return outcome.then(
      (answer) => (isRefusal(answer) ? 'wrong' : 'in'),
      (error: unknown) => {
        if (!(error instanceof OverLimit)) throw error
        expect(error).toBeInstanceOf(Blocked)
        expect(error.code).toBe('THROTTLED')
        return Math.ceil(Number(error.numbers['retryAfterMs']) / 60_000)
      },
    )
  })
}

const fail = async (email: string, times: number, ip?: string): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = []
  for (let at = 0; at < times; at += 1) outcomes.push(await attempt(email, ip ? { ip } : {}))
  return outcomes
}

describe('guessing one password', () => {
  it('is locked for 15 minutes after five failures, from wherever, and then also for the right one', async () => {
    expect(await fail(person.email, 6)).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong', 15])
    expect(await attempt(person.email, { password: testPassword })).toBe(15)
    expect(await attempt(`  ${person.email.toUpperCase()}`)).toBe(15)
  })

  it('looks the same for an address that nobody has', async () => {
    expect(await fail(`nobody-${person.email}`, 6)).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong', 15])
  })

  it('tries five passwords however many are sent at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => attempt(person.email)))

    expect(outcomes.filter((outcome) => outcome === 'wrong')).toHaveLength(5)
    expect(outcomes.filter((outcome) => outcome === 15)).toHaveLength(15)
  })

  it('locks for twice as long each time, up to a day', async () => {
    const account = { church: church.church.id, who: person.email }
    const waits: Outcome[] = []
    for (let round = 0; round < 9; round += 1) {
      await fail(person.email, 5)
      waits.push(await attempt(person.email))
      // The lock runs out.
      await world.app.parts.limits.forget({ name: 'sign-in-failures', points: 5, seconds: 900 }, account)
    }

    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 960, 1440, 1440])
  })

  it('is forgotten when the owner signs in', async () => {
    await fail(person.email, 4)
    expect(await attempt(person.email, { password: testPassword })).toBe('in')
    expect(await fail(person.email, 4)).toEqual(['wrong', 'wrong', 'wrong', 'wrong'])
  })

  it('locks nobody else, and the same address not in another church', async () => {
    const [neighbour, other] = [await church.person('MEMBER'), await world.church()]
    await fail(person.email, 6)

    expect(await attempt(neighbour.email, { password: testPassword })).toBe('in')
    expect(await attempt(person.email, { at: other })).toBe('wrong')
  })
})

describe('guessing many passwords from one address', () => {
  const spray = async (ip: string) => {
    for (let at = 0; at < 20; at += 1) await attempt(`${at}-${person.email}`, { ip })
  }

  it('ends after twenty failures, whatever the e-mails and churches, also with a right password', async () => {
    const [ip, other] = [newAddress(), await world.church()]
    await spray(ip)

    expect(await attempt(`21-${person.email}`, { ip })).toBe(15)
    expect(await attempt(`21-${person.email}`, { ip, at: other })).toBe(15)
    expect(await attempt(person.email, { ip, password: testPassword })).toBe(15)
    expect(await attempt(person.email, { ip: `${ip}2`, password: testPassword })).toBe(15)
  })

  it('leaves the door open to those who have signed in from there before', async () => {
    const ip = newAddress()
    await attempt(person.email, { ip, password: testPassword })
    await spray(ip)

    expect(await attempt(person.email, { ip, password: testPassword })).toBe('in')
    // Answered like a stranger: nobody learns here who has an account.
    expect(await attempt(person.email, { ip })).toBe(15)
    expect(await attempt(`nobody-${person.email}`, { ip })).toBe(15)
  })

  it('does not hinder other addresses', async () => {
    await spray(newAddress())

    expect(await attempt(person.email, { password: testPassword })).toBe('in')
  })

  it('does not count those who sign in: a whole church may do so at once', async () => {
    const ip = newAddress()
    const people = await Promise.all(Array.from({ length: 30 }, () => church.person('MEMBER')))

    const outcomes = await Promise.all(people.map(({ email }) => attempt(email, { ip, password: testPassword })))

    expect(outcomes).toEqual(people.map(() => 'in'))
  })
})
