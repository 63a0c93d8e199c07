import { beforeAll, describe, expect, it } from 'vitest'
import { isRefusal } from '../platform/refusal.js'
import { type ChurchWorld, done, type Person } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'
import { loadMember } from './load-member.js'
import type { Member } from './member.js'
import { updateMember, type UpdateMember } from './update-member.js'

const world = await createWorld()

const whole = {
  ...{ title: 'Dr', firstName: 'Ama', middleNames: 'Serwaa', lastName: 'Mensah', preferredName: 'Maa' },
  ...{ email: 'ama@example.org', phone: '024 000', address: '1 High Street', gender: 'FEMALE' as const },
  ...{ birthDate: '1990-02-28', joinedOn: '2020-05-01' },
}

describe('updateMember', () => {
  let church: ChurchWorld
  let admin: Person
  beforeAll(async () => {
    church = await world.church()
    admin = await church.person('ADMIN')
  })

  const change = (input: UpdateMember, person = admin) => church.as(person, (ctx) => updateMember(ctx, input))
  const read = (id: string) => church.as(admin, (ctx) => loadMember(ctx, id))
  const codesOf = (outcome: Awaited<ReturnType<typeof change>>) =>
    isRefusal(outcome) ? outcome.errors.map(({ code, path }) => `${path.join('.')} ${code}`) : 'done'

  it('changes what is named, and nothing else', async () => {
    const member = await church.member(whole)

    const changed = done(await change({ id: member.id, lastName: ' Owusu ', phone: '055 111' }))

    const { updatedAt, ...rest } = member
    expect(changed).toMatchObject({ ...rest, lastName: 'Owusu', phone: '055 111', version: 2 })
    expect(changed.updatedAt).not.toBe(updatedAt)
    expect(await read(member.id)).toEqual(changed)
  })

  it('empties what is named with null, or with blanks', async () => {
    const member = await church.member(whole)
    const emptied = { title: null, middleNames: '', preferredName: ' ', email: null, phone: null, address: null }

    const changed = done(await change({ id: member.id, ...emptied, gender: null, birthDate: null, joinedOn: null }))

    expect(changed).toMatchObject({
      ...{ title: null, middleNames: null, preferredName: null, email: null, phone: null, address: null },
      ...{ gender: null, birthDate: null, joinedOn: null, firstName: 'Ama', lastName: 'Mensah' },
    })
  })

  it('refuses to empty a name', async () => {
    const member = await church.member(whole)

    expect(codesOf(await change({ id: member.id, firstName: null, lastName: ' ' }))).toEqual([
      'firstName REQUIRED',
      'lastName REQUIRED',
    ])
    expect(await read(member.id)).toEqual(member)
  })

  it('tells every fault at once, and writes nothing', async () => {
    const member = await church.member(whole)
    const faulty = { firstName: '', address: 'x'.repeat(501), email: 'nonsense', birthDate: '2999-01-01', phone: '1' }

    expect(codesOf(await change({ id: member.id, ...faulty }))).toEqual([
      'firstName REQUIRED',
      'address TOO_LONG',
      'email INVALID',
      'birthDate INVALID',
    ])
    expect(await read(member.id)).toEqual(member)
  })

  it('lets who read the newest version change it, once', async () => {
    const { id, version } = await church.member()

    const first = await change({ id, expectedVersion: version, phone: '1' })
    const second = await change({ id, expectedVersion: version, phone: '2' })

    expect(done(first)).toMatchObject({ phone: '1', version: version + 1 })
    expect(codesOf(second)).toEqual(['expectedVersion STALE_VERSION'])
    expect(await read(id)).toMatchObject({ phone: '1', version: version + 1 })
  })

  it.each([0, -1, 2, 2_147_483_647])('refuses version %i of a member that has version 1', async (expectedVersion) => {
    const { id } = await church.member()

    expect(codesOf(await change({ id, expectedVersion, phone: '1' }))).toEqual(['expectedVersion STALE_VERSION'])
  })

  it('overwrites for who names no version', async () => {
    const { id } = await church.member()

    await change({ id, phone: '1' })

    expect(done(await change({ id, expectedVersion: null, phone: '2' }))).toMatchObject({ phone: '2', version: 3 })
  })

  it('lets one of ten win who read the same version', async () => {
    const { id, version } = await church.member()

    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, index) => change({ id, expectedVersion: version, phone: String(index) })),
    )

    expect(outcomes.map(codesOf).filter((code) => code === 'done')).toHaveLength(1)
    expect(await read(id)).toMatchObject({ version: version + 1 })
  })

  it('knows nobody of another church', async () => {
    const neighbours = await world.church()
    const stranger: Member = await neighbours.member()

    expect(codesOf(await change({ id: stranger.id, phone: '1' }))).toEqual(['id NOT_FOUND'])
    expect(codesOf(await change({ id: crypto.randomUUID(), phone: '1' }))).toEqual(['id NOT_FOUND'])
  })

  it.each(['MEMBER', 'LEADER', 'TREASURER'] as const)('is not for a %s, not even about oneself', async (role) => {
    const person = await church.person(role)

    const attempt = change({ id: person.memberId ?? '', phone: '1' }, person)

    await expect(attempt).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
