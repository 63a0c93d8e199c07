import { beforeAll, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

let church: ChurchWorld
let admin: Person
beforeAll(async () => {
  church = await world.church()
  admin = await church.person('ADMIN')
})

const codesOf = async (mutation: string): Promise<string> => {
  const { data } = await admin.api.sendText(`mutation { changed: ${mutation} { errors { code path } } }`)
  const changed = data?.['changed'] as { errors: { code: string; path: string[] }[] } | undefined
  return (changed?.errors ?? []).map(({ code, path }) => [code, ...path].join(' ')).join(', ')
}

const link = (userId: string, memberId: string) =>
  codesOf(`linkUserToMember(input: { userId: "${userId}", memberId: "${memberId}" })`)

const unlink = (userId: string) => codesOf(`unlinkUser(input: { id: "${userId}" })`)

const memberOf = async ({ api }: Person): Promise<unknown> =>
  (await api.sendText('{ viewer { member { id } } }')).data?.['viewer']

describe('linkUserToMember and unlinkUser', () => {
  it('make an account that of a member, and nobody’s again, at its next request', async () => {
    const [person, { id }] = [await church.person(null), await church.member()]

    expect(await link(person.userId, id)).toBe('')
    expect(await link(person.userId, id)).toBe('')
    expect(await memberOf(person)).toEqual({ member: { id } })

    expect(await unlink(person.userId)).toBe('')
    expect(await memberOf(person)).toEqual({ member: null })
    expect(await unlink(person.userId)).toBe('NOT_ALLOWED_NOW id')
  })

  it('give a member one account, and an account one member', async () => {
    const linked = await church.person('MEMBER')
    const [other, { id }] = [await church.person(null), await church.member()]

    expect(await link(other.userId, linked.memberId ?? '')).toBe('NOT_ALLOWED_NOW memberId')
    expect(await link(linked.userId, id)).toBe('NOT_ALLOWED_NOW userId')
    expect(await link(crypto.randomUUID(), id)).toBe('NOT_FOUND userId')
    expect(await link(other.userId, crypto.randomUUID())).toBe('NOT_FOUND memberId')
  })

  it('leave one of ten who are linked at once', async () => {
    const [{ userId }, members] = [
      await church.person(null),
      await Promise.all(Array.from({ length: 10 }, () => church.member())),
    ]

    const codes = await Promise.all(members.map(({ id }) => link(userId, id)))

    expect(codes.toSorted()).toEqual(['', ...Array<string>(9).fill('NOT_ALLOWED_NOW userId')])
  })
})
