import { beforeAll, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { statementsOf } from '../testing/count-statements.js'
import { plantHousehold } from '../testing/plant-groups.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

let church: ChurchWorld
let admin: Person
beforeAll(async () => {
  church = await world.church()
  admin = await church.person('ADMIN', { onRoll: false })
})

/** Sends a mutation; answers with the codes of its payload, or else of the answer. */
async function act(by: Person, operation: string, input: string): Promise<readonly string[]> {
  const { data, errors } = await by.api.sendText(`mutation { ${operation}(input: { ${input} }) { errors { code } } }`)
  const refused = [...JSON.stringify(data ?? null).matchAll(/"code":"([A-Z_]+)"/g)].map(([, code]) => code ?? '')
  return [...refused, ...errors.map(({ extensions }) => extensions?.code ?? '')]
}

/** Who lives in a household now, as what. */
const living = (householdId: string) =>
  church.write(async (db) => {
    const rows = await db
      .selectFrom('household_member')
      .select(['member_id', 'relation'])
      .where('household_id', '=', householdId)
      .where('until_on', 'is', null)
      .execute()
    return Object.fromEntries(rows.map((row) => [row.member_id, row.relation]))
  })

async function family() {
  const [head, spouse, child] = [await church.member(), await church.member(), await church.member()]
  const id = await plantHousehold(church, { HEAD: [head], SPOUSE: [spouse], CHILD: [child] })
  return { id, head: head.id, spouse: spouse.id, child: child.id }
}

const nobody = crypto.randomUUID()

describe('a household', () => {
  it('is entered from a member, with their address', async () => {
    const { id } = await church.member({ lastName: 'Owusu', address: 'Ring Road', phone: '024' })
    const text = `mutation { createHousehold(input: { headId: "${id}" }) {
      household { name address phone members { id } viewerCan { update arrange split archive } } errors { code } } }`

    const { data } = await admin.api.sendText(text)

    const household = { name: 'Owusu household', address: 'Ring Road', phone: '024', members: [{ id }] }
    expect(data).toMatchObject({ createHousehold: { household, errors: [] } })
    expect(await act(admin, 'createHousehold', `headId: "${id}"`)).toEqual(['NOT_ALLOWED_NOW'])
    expect(await act(admin, 'createHousehold', `headId: "${nobody}"`)).toEqual(['NOT_FOUND'])
    expect(await act(admin, 'createHousehold', `headId: "${nobody}", name: " "`)).toEqual(['REQUIRED'])
  })

  it('is changed by the office, and by HEAD and SPOUSE, whom alone others do not find', async () => {
    const [own, child] = [await church.person('MEMBER'), await church.person('MEMBER')]
    const households = { HEAD: [{ id: own.memberId ?? '' }], CHILD: [{ id: child.memberId ?? '' }] }
    const id = await plantHousehold(church, households)
    const treasurer = await church.person('TREASURER')

    expect(await act(own, 'updateHousehold', `id: "${id}", address: "Hill", expectedVersion: 1`)).toEqual([])
    expect(await act(admin, 'updateHousehold', `id: "${id}", address: "x", expectedVersion: 1`)).toEqual([
      'STALE_VERSION',
    ])
    expect(await act(admin, 'updateHousehold', `id: "${id}", address: "${'x'.repeat(501)}"`)).toEqual(['TOO_LONG'])
    expect(await act(child, 'updateHousehold', `id: "${id}", address: "x"`)).toEqual(['NOT_FOUND'])
    expect(await act(treasurer, 'updateHousehold', `id: "${id}", address: "x"`)).toEqual(['FORBIDDEN'])
    const { data } = await child.api.sendText('{ myHousehold { address members { id } viewerCan { update } } }')
    expect(data).toMatchObject({ myHousehold: { address: 'Hill', viewerCan: { update: false } } })
  })

  it('shows who keeps it so, also where it is found through a member: their own, and no other', async () => {
    // Who reads every household, and changes none but their own.
    const keeper = await church.person('TREASURER')
    const [child, other] = [await church.member(), await church.member()]
    await plantHousehold(church, { HEAD: [{ id: keeper.memberId ?? '' }], CHILD: [child] })
    await plantHousehold(church, { HEAD: [other] })
    const buttons = async (id: string | null) =>
      (await keeper.api.sendText(`{ member(id: "${id}") { household { viewerCan { update updateChildren } } } }`)).data

    const shown = (can: boolean) => ({ member: { household: { viewerCan: { update: can, updateChildren: can } } } })
    expect(await buttons(keeper.memberId)).toEqual(shown(true))
    expect(await buttons(child.id)).toEqual(shown(true))
    expect(await buttons(other.id)).toEqual(shown(false))
  })

  it('that is archived has nobody, and is not there for changes', async () => {
    const { id, head } = await family()

    expect(await act(admin, 'archiveHousehold', `id: "${id}"`)).toEqual([])
    expect(await living(id)).toEqual({})
    expect(await act(admin, 'archiveHousehold', `id: "${id}"`)).toEqual(['NOT_FOUND'])
    expect(
      await act(admin, 'addHouseholdMember', `householdId: "${id}", memberId: "${head}", relation: OTHER`),
    ).toEqual(['NOT_FOUND'])
  })

  it('is found by its name and by who lives there', async () => {
    const head = await church.member({ firstName: 'Zenobia', lastName: 'Quaye' })
    const id = await plantHousehold(church, { HEAD: [head] })

    for (const [search, found] of [
      ['zenob', 1],
      ['no such', 0],
      ['100%', 0],
    ] as const) {
      const { data } = await admin.api.sendText(`{ households(search: "${search}") { totalCount nodes { id } } }`)
      expect(data).toEqual({ households: { totalCount: found, nodes: found ? [{ id }] : [] } })
    }
    expect((await admin.api.sendText(`{ household(id: "${id}") { id } }`)).data).toEqual({ household: { id } })
  })

  it.each([1, 5, 10])('costs a list of %i no more statements than one', async (first) => {
    const own = await world.church()
    const boss = await own.person('ADMIN', { onRoll: false })
    for (let made = 0; made < 10; made += 1) await plantHousehold(own, { HEAD: [await own.member()] })
    const text = `{ households(first: ${first}) { nodes { name members { id } viewerCan { update } } } }`
    await boss.api.sendText(text)

    // Households, members.
    expect(await statementsOf(() => boss.api.sendText(text))).toHaveLength(2)
  })
})

describe('who lives where', () => {
  it('changes with its HEAD named in the same step', async () => {
    const { id, head, spouse, child } = await family()

    expect(await act(admin, 'removeHouseholdMember', `memberId: "${head}"`)).toEqual(['HEAD_NEEDED'])
    expect(await act(admin, 'removeHouseholdMember', `memberId: "${head}", newHeadId: "${nobody}"`)).toEqual([
      'HEAD_NEEDED',
    ])
    expect(await act(admin, 'removeHouseholdMember', `memberId: "${head}", newHeadId: "${spouse}"`)).toEqual([])
    expect(await living(id)).toEqual({ [spouse]: 'HEAD', [child]: 'CHILD' })
    expect(await act(admin, 'removeHouseholdMember', `memberId: "${head}"`)).toEqual(['NOT_FOUND'])
  })

  it('is one household at a time, with one SPOUSE', async () => {
    const [one, other, single] = [await family(), await family(), await church.member()]
    const into = (memberId: string, relation: string) =>
      `householdId: "${other.id}", memberId: "${memberId}", relation: ${relation}`

    expect(await act(admin, 'addHouseholdMember', into(one.child, 'CHILD'))).toEqual(['NOT_ALLOWED_NOW'])
    expect(await act(admin, 'addHouseholdMember', into(nobody, 'CHILD'))).toEqual(['NOT_FOUND'])
    expect(await act(admin, 'addHouseholdMember', into(single.id, 'HEAD'))).toEqual(['INVALID'])
    expect(await act(admin, 'addHouseholdMember', into(single.id, 'SPOUSE'))).toEqual(['NOT_UNIQUE'])
    expect(await act(admin, 'moveHouseholdMember', into(single.id, 'OTHER'))).toEqual(['NOT_ALLOWED_NOW'])
    expect(await act(admin, 'addHouseholdMember', into(single.id, 'OTHER'))).toEqual([])
    expect(await act(admin, 'moveHouseholdMember', into(one.child, 'CHILD'))).toEqual([])
    expect(await act(admin, 'moveHouseholdMember', into(one.child, 'CHILD'))).toEqual(['NOT_ALLOWED_NOW'])
    expect(await living(one.id)).toEqual({ [one.head]: 'HEAD', [one.spouse]: 'SPOUSE' })
    expect(Object.keys(await living(other.id))).toHaveLength(5)
  })

  it('is split', async () => {
    const { id, head, spouse, child } = await family()
    const go = (headId: string, memberIds: string, more = '') =>
      act(
        admin,
        'splitHousehold',
        `householdId: "${id}", name: "New", headId: "${headId}", memberIds: [${memberIds}] ${more}`,
      )

    expect(await go(nobody, '')).toEqual(['NOT_FOUND'])
    expect(await go(head, '')).toEqual(['HEAD_NEEDED'])
    expect(await go(spouse, `"${head}"`, `newHeadId: "${child}"`)).toEqual([])
    expect(await living(id)).toEqual({ [child]: 'HEAD' })
    const { data } = await admin.api.sendText(`{ member(id: "${spouse}") { household { id name } } }`)
    const [, made = ''] = /"id":"([^"]+)"/.exec(JSON.stringify(data)) ?? []
    expect(await living(made)).toEqual({ [spouse]: 'HEAD', [head]: 'OTHER' })
  })
})

describe('what somebody is to the household', () => {
  it('is said with one HEAD and one SPOUSE at all times', async () => {
    const { id, head, spouse, child } = await family()
    const set = (memberId: string, relation: string, more = '') =>
      act(admin, 'setHouseholdRelation', `memberId: "${memberId}", relation: ${relation} ${more}`)

    expect(await set(child, 'SPOUSE')).toEqual(['NOT_UNIQUE'])
    expect(await set(head, 'OTHER')).toEqual(['HEAD_NEEDED'])
    expect(await set(nobody, 'OTHER')).toEqual(['NOT_FOUND'])
    expect(await set(head, 'SPOUSE', `newHeadId: "${spouse}"`)).toEqual([])
    expect(await living(id)).toEqual({ [head]: 'SPOUSE', [spouse]: 'HEAD', [child]: 'CHILD' })
    expect(await set(child, 'HEAD')).toEqual([])
    expect(await living(id)).toEqual({ [head]: 'SPOUSE', [spouse]: 'OTHER', [child]: 'HEAD' })
    expect(await set(child, 'HEAD')).toEqual([])
  })

  it('lets HEAD and SPOUSE combine their giving', async () => {
    const [own, kid] = [await church.person('MEMBER'), await church.person('MEMBER')]
    await plantHousehold(church, { HEAD: [{ id: own.memberId ?? '' }], CHILD: [{ id: kid.memberId ?? '' }] })

    expect(await act(own, 'setCombineGiving', 'combineGiving: true')).toEqual([])
    expect(await act(kid, 'setCombineGiving', 'combineGiving: true')).toEqual(['NOT_ALLOWED_NOW'])
    expect(await act(kid, 'setCombineGiving', `memberId: "${own.memberId}", combineGiving: true`)).toEqual([
      'FORBIDDEN',
    ])
    expect(await act(admin, 'setCombineGiving', 'combineGiving: true')).toEqual(['NOT_FOUND'])
    expect(await act(admin, 'setHouseholdRelation', `memberId: "${kid.memberId}", relation: HEAD`)).toEqual([])
  })

  it('lets HEAD and SPOUSE change the profile of a child who is no adult', async () => {
    const own = await church.person('MEMBER')
    const [small, grown] = [
      await church.member({ birthDate: '2020-02-29' }),
      await church.member({ birthDate: '1990-01-01' }),
    ]
    await plantHousehold(church, { HEAD: [{ id: own.memberId ?? '' }], CHILD: [small, grown] })
    const change = (memberId: string, more: string) =>
      act(own, 'updateHouseholdChild', `memberId: "${memberId}", ${more}`)

    expect(await change(small.id, 'preferredName: "Kuku", expectedVersion: 1')).toEqual([])
    expect(await change(small.id, 'phone: "1", expectedVersion: 1')).toEqual(['STALE_VERSION'])
    expect(await change(small.id, 'email: "x"')).toEqual(['INVALID'])
    expect(await change(grown.id, 'phone: "1"')).toEqual(['NOT_ALLOWED_NOW'])
    expect(await change((await church.member()).id, 'phone: "1"')).toEqual(['NOT_FOUND'])
  })
})
