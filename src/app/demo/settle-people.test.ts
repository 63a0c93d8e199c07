import { describe, expect, it } from 'vitest'
import { gatherMinistries } from './gather-ministries.js'
import { gracechurch } from './gracechurch/church.js'
import { ageOf } from './make-person.js'
import { olamchurch } from './olamchurch/church.js'
import { settlePeople } from './settle-people.js'

/** Ids that count, so that two runs can be compared. */
function counting(): () => string {
  let last = 0
  return () => `id-${(last += 1)}`
}

describe.each([olamchurch, gracechurch])('the people of $founded.subdomain', (church) => {
  const settlement = settlePeople(church, counting())
  const { households, people } = settlement

  it('are the same whenever they are made', () => {
    expect(settlePeople(church, counting())).toEqual(settlement)
  })

  it('are others with another seed', () => {
    expect(settlePeople({ ...church, seed: church.seed + 1 }, counting())).not.toEqual(settlement)
  })

  it('have names and numbers of their own', () => {
    const numbers = people.flatMap(({ phone }) => phone ?? [])

    expect(new Set(people.map(({ firstName, lastName }) => `${firstName} ${lastName}`)).size).toBe(people.length)
    expect(new Set(numbers).size).toBe(numbers.length)
  })

  it('have an e-mail address in six of ten cases, where no mail can arrive', () => {
    const addresses = people.flatMap(({ email }) => email ?? [])

    expect(Math.abs(addresses.length / people.length - 0.6)).toBeLessThan(0.05)
    expect(addresses.filter((address) => !/^[a-z]+\.[a-z]+@[a-z]+\.example$/.test(address))).toEqual([])
  })

  it('live in families that can be', () => {
    for (const { people: family } of households) {
      const ages = (relation: string) => family.flatMap((one) => (one.relation === relation ? ageOf(one.person) : []))
      const [head = 0] = ages('HEAD')
      const children = ages('CHILD')

      expect(family.filter(({ relation }) => relation === 'HEAD')).toHaveLength(1)
      expect(head).toBeGreaterThanOrEqual(22)
      expect(children.filter((age) => age > head - 20 || age > 23)).toEqual([])
      expect(children.filter((age, index) => index > 0 && (children[index - 1] ?? 0) - age < 2)).toEqual([])
      expect(ages('OTHER').filter((age) => age < head + 20)).toEqual([])
    }
  })

  it('have joined after they were born', () => {
    expect(people.filter(({ birthDate, joinedOn }) => joinedOn < birthDate)).toEqual([])
  })

  it('gather in ministries they fit into', () => {
    const { ministries, memberships } = gatherMinistries(church, settlement, counting())
    const ageOfMember = new Map(people.map((person) => [person.id, ageOf(person)]))

    for (const [index, { id }] of ministries.entries()) {
      const [youngest, oldest] = church.ministries[index]?.ages ?? [0, 0]
      const members = memberships.filter(({ ministryId, role }) => ministryId === id && role === 'MEMBER')
      const ages = members.map(({ memberId }) => ageOfMember.get(memberId) ?? -1)

      expect(members).toHaveLength((church.ministries[index]?.size ?? 0) - 2)
      expect(ages.filter((age) => age < youngest || age > oldest)).toEqual([])
    }
  })
})
