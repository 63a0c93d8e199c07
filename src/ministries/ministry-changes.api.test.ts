import { beforeAll, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { statementsOf } from '../testing/count-statements.js'
import { plantMinistry } from '../testing/plant-groups.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

let church: ChurchWorld
let admin: Person
let leader: Person
beforeAll(async () => {
  church = await world.church()
  admin = await church.person('ADMIN', { onRoll: false })
  leader = await church.person('LEADER')
})

type Answer = { readonly status: number; readonly codes: readonly string[]; readonly data: unknown }

/** Sends a mutation; `codes` are those of the payload, or else of the answer. */
async function act(by: Person, operation: string, input: string): Promise<Answer> {
  const text = `mutation { ${operation}(input: { ${input} }) { errors { code path } } }`
  const { status, data, errors } = await by.api.sendText(text)
  const refused = [...JSON.stringify(data ?? null).matchAll(/"code":"([A-Z_]+)"/g)].map(([, code]) => code ?? '')
  return { status, data, codes: [...refused, ...errors.map(({ extensions }) => extensions?.code ?? '')] }
}

const codesOf = async (by: Person, operation: string, input: string) => (await act(by, operation, input)).codes
const plant = (leaders: readonly (string | null)[] = [], members: readonly string[] = []) =>
  plantMinistry(church, { LEADER: leaders, MEMBER: members })
const set = (id: string, columns: { readonly join_policy?: 'OPEN' | 'CLOSED'; readonly capacity?: number }) =>
  church.write((db) => db.updateTable('ministry').set(columns).where('id', '=', id).execute())
const stay = (ministryId: string, memberId: string | null) =>
  church.write((db) =>
    db
      .selectFrom('ministry_membership')
      .select(['role', 'status'])
      .where('ministry_id', '=', ministryId)
      .where('member_id', '=', memberId ?? '')
      .execute(),
  )
const nobody = crypto.randomUUID()
const at = (ministryId: string, memberId: string | null) => `ministryId: "${ministryId}", memberId: "${memberId}"`

describe('a ministry', () => {
  it('is founded, changed, archived with its stays, and restored without them', async () => {
    const create = `mutation { createMinistry(input: { name: " Ushers ", category: OTHER, capacity: 4 }) {
      ministry { id name capacity joinPolicy version viewerCan { update nameLeaders archive } } errors { code } } }`
    const { data } = await admin.api.sendText(create)
    const [, id = ''] = /"id":"([^"]+)"/.exec(JSON.stringify(data)) ?? []
    expect(data).toMatchObject({
      createMinistry: { ministry: { name: 'Ushers', capacity: 4, joinPolicy: 'APPROVAL', version: 1 }, errors: [] },
    })
    expect(await codesOf(admin, 'createMinistry', 'name: "USHERS", category: OTHER')).toEqual(['NOT_UNIQUE'])
    expect(await codesOf(admin, 'updateMinistry', `id: "${id}", location: "Hall", expectedVersion: 1`)).toEqual([])
    expect(await codesOf(admin, 'updateMinistry', `id: "${id}", location: "x", expectedVersion: 1`)).toEqual([
      'STALE_VERSION',
    ])
    const { id: memberId } = await church.member()
    expect(await codesOf(admin, 'addMinistryMember', at(id, memberId))).toEqual([])

    expect(await codesOf(admin, 'archiveMinistry', `id: "${id}"`)).toEqual([])
    expect(await stay(id, memberId)).toEqual([{ role: 'MEMBER', status: 'INACTIVE' }])
    expect(await codesOf(admin, 'archiveMinistry', `id: "${id}"`)).toEqual(['NOT_ALLOWED_NOW'])
    const other = await codesOf(admin, 'createMinistry', 'name: "Ushers", category: OTHER')
    expect(other).toEqual([])
    expect(await codesOf(admin, 'restoreMinistry', `id: "${id}"`)).toEqual(['NOT_UNIQUE'])
    await church.write((db) => db.updateTable('ministry').set({ name: 'Old ushers' }).where('id', '=', id).execute())
    expect(await codesOf(admin, 'restoreMinistry', `id: "${id}"`)).toEqual([])
    expect(await codesOf(admin, 'restoreMinistry', `id: "${id}"`)).toEqual(['NOT_ALLOWED_NOW'])
  })

  it('is refused with all that is wrong at once', async () => {
    const input = `name: " ", category: OTHER, location: "${'x'.repeat(256)}", capacity: 0`

    expect(await codesOf(admin, 'createMinistry', input)).toEqual(['REQUIRED', 'TOO_LONG', 'INVALID'])
  })

  it('of a category that is switched off is refused, and hidden', async () => {
    const own = await world.church({ denomination: 'PRESBYTERIAN' })
    const boss = await own.person('ADMIN', { onRoll: false })
    const id = await plantMinistry(own, {})
    await own.write((db) => db.updateTable('ministry').set({ category: 'SMALL_GROUP' }).where('id', '=', id).execute())

    expect(await act(boss, 'createMinistry', 'name: "Cell", category: SMALL_GROUP')).toMatchObject({
      ...{ status: 403, codes: ['FEATURE_DISABLED'] },
    })
    expect(await codesOf(boss, 'createMinistry', 'name: "Health", category: HEALTH')).toEqual(['FEATURE_DISABLED'])
    expect(await codesOf(boss, 'updateMinistry', `id: "${id}", name: "x"`)).toEqual(['FEATURE_DISABLED'])
    const { data } = await boss.api.sendText(`{ ministry(id: "${id}") { id } ministries { nodes { id } } }`)
    expect(data).toEqual({ ministry: null, ministries: { nodes: [] } })
  })

  it('that is archived is for who manages ministries', async () => {
    const id = await plant()
    await act(admin, 'archiveMinistry', `id: "${id}"`)
    const text = `{ ministry(id: "${id}") { id } }`

    expect((await admin.api.sendText(text)).data).toEqual({ ministry: { id } })
    expect((await leader.api.sendText(text)).data).toEqual({ ministry: null })
    const list = '{ ministries(filter: { archived: true }) { totalCount } }'
    expect((await leader.api.sendText(list)).errors[0]?.extensions?.code).toBe('FORBIDDEN')
    expect((await admin.api.sendText(list)).errors).toEqual([])
  })
})

describe('coming in', () => {
  it.each([
    ['OPEN', [], 'ACTIVE'],
    ['APPROVAL', [], 'PENDING'],
    ['CLOSED', ['NOT_ALLOWED_NOW'], null],
  ] as const)('to one that is %s', async (joinPolicy, codes, status) => {
    const [id, person] = [await plant(), await church.person('MEMBER')]
    if (joinPolicy !== 'APPROVAL') await set(id, { join_policy: joinPolicy })

    expect(await codesOf(person, 'joinMinistry', `ministryId: "${id}"`)).toEqual(codes)
    expect((await stay(id, person.memberId)).map((found) => found.status)).toEqual(status ? [status] : [])
    const left = status ? [] : ['NOT_ALLOWED_NOW']
    expect(await codesOf(person, 'leaveMinistry', `ministryId: "${id}"`)).toEqual(left)
  })

  it('is refused where no place is left, and to who is not on the roll', async () => {
    const [id, person] = [await plant([], [(await church.member()).id]), await church.person('MEMBER')]
    await set(id, { join_policy: 'OPEN', capacity: 1 })

    expect(await codesOf(person, 'joinMinistry', `ministryId: "${id}"`)).toEqual(['MINISTRY_FULL'])
    expect(await codesOf(admin, 'joinMinistry', `ministryId: "${id}"`)).toEqual(['NOT_ALLOWED_NOW'])
    expect(await codesOf(person, 'joinMinistry', `ministryId: "${nobody}"`)).toEqual(['NOT_FOUND'])
  })

  it('is for the leaders to approve or decline', async () => {
    const id = await plant([leader.memberId])
    const [one, other] = [await church.person('MEMBER'), await church.person('MEMBER')]
    for (const person of [one, other]) await act(person, 'joinMinistry', `ministryId: "${id}"`)

    expect(await codesOf(leader, 'approveJoin', at(id, one.memberId))).toEqual([])
    expect(await codesOf(leader, 'approveJoin', at(id, one.memberId))).toEqual(['NOT_FOUND'])
    expect(await codesOf(leader, 'declineJoin', at(id, other.memberId))).toEqual([])
    expect(await codesOf(leader, 'declineJoin', at(id, nobody))).toEqual(['NOT_FOUND'])
    const { data } = await one.api.sendText('{ myMinistries { role status ministry { id } member { id } } }')
    const mine = { role: 'MEMBER', status: 'ACTIVE', ministry: { id }, member: { id: one.memberId } }
    expect(data).toEqual({ myMinistries: [mine] })
  })
})

describe('a leader', () => {
  it('puts members into an own ministry and out of it', async () => {
    const [id, { id: memberId }] = [await plant([leader.memberId]), await church.member()]

    expect(await codesOf(leader, 'addMinistryMember', `${at(id, memberId)}, notes: "Sings alto"`)).toEqual([])
    expect(await codesOf(leader, 'addMinistryMember', at(id, memberId))).toEqual(['NOT_ALLOWED_NOW'])
    expect(await codesOf(leader, 'addMinistryMember', at(id, nobody))).toEqual(['NOT_FOUND'])
    expect(await codesOf(leader, 'addMinistryMember', `${at(id, nobody)}, notes: "${'x'.repeat(501)}"`)).toEqual([
      'TOO_LONG',
    ])
    expect(await codesOf(leader, 'removeMinistryMember', at(id, memberId))).toEqual([])
    expect(await codesOf(leader, 'removeMinistryMember', at(id, memberId))).toEqual(['NOT_FOUND'])
  })

  it('names no leaders and dismisses none', async () => {
    const [{ id: memberId }, { id: other }] = [await church.member(), await church.member()]
    const id = await plant([leader.memberId, other])

    const forbidden = ['FORBIDDEN']
    expect(await codesOf(leader, 'addMinistryMember', `${at(id, memberId)}, role: LEADER`)).toEqual(forbidden)
    expect(await codesOf(leader, 'setMinistryRole', `${at(id, other)}, role: MEMBER`)).toEqual(forbidden)
    expect(await codesOf(leader, 'removeMinistryMember', at(id, other))).toEqual(forbidden)
    expect(await codesOf(admin, 'setMinistryRole', `${at(id, other)}, role: ASSISTANT`)).toEqual([])
    expect(await codesOf(admin, 'setMinistryRole', `${at(id, other)}, role: ASSISTANT`)).toEqual([])
    expect(await codesOf(admin, 'setMinistryRole', `${at(id, nobody)}, role: LEADER`)).toEqual(['NOT_FOUND'])
  })

  it('does nothing with a ministry that others lead', async () => {
    const id = await plant([(await church.member()).id], [leader.memberId ?? ''])

    for (const [operation, input] of [
      ['updateMinistry', `id: "${id}", name: "Mine"`],
      ...['addMinistryMember', 'approveJoin', 'declineJoin', 'removeMinistryMember'].map((name) => [
        name,
        at(id, nobody),
      ]),
    ]) {
      expect([operation, await codesOf(leader, operation ?? '', input ?? '')]).toEqual([operation, ['FORBIDDEN']])
    }
  })
})

describe('who is in a ministry', () => {
  const members = (id: string, more = '') =>
    `{ ministry(id: "${id}") { members(first: 2 ${more}) {
      totalCount nodes { notes member { firstName } } pageInfo { hasNextPage endCursor } } } }`

  it('is shown page by page to who leads it, and to others only themselves', async () => {
    const named = ['Ada', 'Ben', 'Cee'].map((firstName) => church.member({ firstName, lastName: 'Aaa' }))
    const person = await church.person('MEMBER')
    const people = await Promise.all(named)
    const id = await plant([leader.memberId], [...people.map((one) => one.id), person.memberId ?? ''])

    const first = await leader.api.sendText(members(id))
    expect(first.data).toMatchObject({
      ministry: {
        members: { totalCount: 5, nodes: [{ member: { firstName: 'Ada' } }, { member: { firstName: 'Ben' } }] },
      },
    })
    const [, cursor] = /"endCursor":"([^"]+)"/.exec(JSON.stringify(first.data)) ?? []
    const second = await leader.api.sendText(members(id, `after: "${cursor}"`))
    expect(second.data).toMatchObject({ ministry: { members: { nodes: [{ member: { firstName: 'Cee' } }, {}] } } })
    const own = await person.api.sendText(members(id))
    expect(own.data).toMatchObject({ ministry: { members: { totalCount: 1, nodes: [{ notes: null }] } } })
    const bad = await leader.api.sendText(members(id, 'after: "x"'))
    expect(bad.errors[0]?.extensions?.code).toBe('BAD_CURSOR')
  })

  it.each([1, 5, 10])('takes as many statements for %i ministries as for one', async (first) => {
    const own = await world.church()
    const boss = await own.person('ADMIN', { onRoll: false })
    for (let made = 0; made < 10; made += 1) await own.ministry([(await own.member()).id, (await own.member()).id])
    const text = `{ ministries(first: ${first}) { nodes { id members(first: 5) { nodes { role member { id } } } } } }`
    await boss.api.sendText(text)

    const statements = await statementsOf(async () => {
      const { data } = await boss.api.sendText(text)
      expect(JSON.stringify(data).match(/"role"/g)).toHaveLength(2 * first)
    })

    // Ministries, stays, members.
    expect(statements).toHaveLength(3)
  })
})
