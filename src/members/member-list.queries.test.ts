import { beforeAll, describe, expect, it } from 'vitest'
import { requireViewer } from '../access/index.js'
import { type ChurchWorld, done, type Person } from '../testing/church-world.js'
import { plantMinistry } from '../testing/plant-groups.js'
import { createWorld } from '../testing/world.js'
import { createMember, type CreateMember } from './create-member.js'
import { memberList, type MemberListRequest, type MemberSort, memberSorts } from './member-list.queries.js'
import type { MemberCard } from './member.js'

const world = await createWorld()

const list = (church: ChurchWorld, person: Person, request: MemberListRequest) =>
  church.as(person, (ctx) => memberList(ctx.db, requireViewer(ctx), request))

const total = (church: ChurchWorld, person: Person, request: MemberListRequest) =>
  church.as(person, async (ctx) => (await memberList(ctx.db, requireViewer(ctx), request)).count())

const people = [
  { firstName: 'Ama', lastName: 'Mensah', joinedOn: '2020-01-01', gender: 'FEMALE' },
  { firstName: 'Ama', lastName: 'Mensah', joinedOn: '2019-01-01', gender: 'FEMALE' },
  { firstName: 'Kofi', lastName: 'Mensah', gender: 'MALE' },
  { firstName: 'Ama', lastName: 'Boateng', joinedOn: '2020-01-01' },
  { firstName: 'Yaw', lastName: 'Boateng', gender: 'OTHER' },
  { firstName: 'Esi', lastName: 'Ɔkyere', joinedOn: '2021-06-30', email: 'esi@example.org' },
  { firstName: 'Abena', lastName: "O'Brien_50%", joinedOn: '2018-02-03', phone: String.raw`024\7` },
  { firstName: 'Abena', lastName: 'Adu' },
] as const satisfies readonly CreateMember[]

let church: ChurchWorld
let admin: Person
let members: readonly MemberCard[]
beforeAll(async () => {
  church = await world.church()
  admin = await church.person('ADMIN', { onRoll: false })
  // The numbers pass 9999 in the middle of them.
  await church.write((db) => db.insertInto('counter').values({ name: 'member', value: '9996' }).execute())
  const entered: MemberCard[] = []
  for (const person of people) {
    entered.push(await church.as(admin, async (ctx) => done(await createMember(ctx, person))))
  }
  members = entered
})

/** Everybody on the list, page by page. */
async function walk(request: MemberListRequest): Promise<readonly MemberCard[]> {
  const page = await list(church, admin, request)
  expect(page.nodes.length).toBeLessThanOrEqual(request.first ?? 25)
  if (!page.pageInfo.hasNextPage) return page.nodes
  expect(page.nodes).toHaveLength(request.first ?? 25)
  return [...page.nodes, ...(await walk({ ...request, after: page.pageInfo.endCursor }))]
}

type Key = (member: MemberCard) => string | number | null

const keysOf: Readonly<Record<string, readonly Key[]>> = {
  NAME: [({ lastName }) => lastName, ({ firstName }) => firstName],
  MEMBER_NUMBER: [({ memberNumber }) => Number(memberNumber.split('-')[1])],
  JOINED_ON: [({ joinedOn }) => joinedOn],
}

/** The same order, found without the database: nulls last, ties by id. Names are compared by code point, as there. */
function inOrder(sort: MemberSort): readonly string[] {
  const sign = sort.endsWith('_DESC') ? -1 : 1
  const keys = [...(keysOf[sort.replace(/_(ASC|DESC)$/, '')] ?? []), ({ id }: MemberCard) => id]
  const compare = (one: MemberCard, other: MemberCard): number => {
    for (const key of keys) {
      const [a, b] = [key(one), key(other)]
      if (a === b) continue
      if (a === null || b === null) return a === null ? 1 : -1
      return a < b ? -sign : sign
    }
    return 0
  }
  return members.toSorted(compare).map(({ id }) => id)
}

describe('the order of members', () => {
  const sorts = Object.keys(memberSorts) as MemberSort[]
  const cases = sorts.flatMap((sort) => [1, 2, 25].map((first) => [sort, first] as const))

  it.each(cases)('%s holds over pages of %i, and shows each member once', async (sort, first) => {
    const shown = await walk({ first, sort: [sort] })

    expect(shown.map(({ id }) => id)).toEqual(inOrder(sort))
  })

  it('is by name unless another is asked for', async () => {
    expect((await walk({ first: 3 })).map(({ id }) => id)).toEqual(inOrder('NAME_ASC'))
    expect((await walk({ first: 3, sort: [] })).map(({ id }) => id)).toEqual(inOrder('NAME_ASC'))
  })

  it.each([1, 2])('of several takes the first for the most, over pages of %i', async (first) => {
    const shown = await walk({ first, sort: ['JOINED_ON_DESC', 'NAME_ASC', 'MEMBER_NUMBER_DESC'] })

    expect(shown.map(({ firstName, lastName }) => `${firstName} ${lastName}`)).toEqual([
      'Esi Ɔkyere',
      'Ama Boateng',
      'Ama Mensah',
      'Ama Mensah',
      "Abena O'Brien_50%",
      'Abena Adu',
      'Yaw Boateng',
      'Kofi Mensah',
    ])
  })

  it('takes no notice of a second direction of the same column', async () => {
    const shown = await walk({ first: 2, sort: ['NAME_ASC', 'NAME_DESC', 'NAME_ASC'] })

    expect(shown.map(({ id }) => id)).toEqual(inOrder('NAME_ASC'))
  })

  it('takes three at most', async () => {
    const sort = ['NAME_ASC', 'NAME_ASC', 'NAME_ASC', 'NAME_ASC'] as const

    await expect(list(church, admin, { sort: [...sort] })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      argumentPath: ['sort'],
    })
  })

  it('refuses the cursor of another order', async () => {
    const { pageInfo } = await list(church, admin, { first: 1, sort: ['NAME_ASC'] })
    const after = pageInfo.endCursor

    for (const sort of ['NAME_DESC', 'JOINED_ON_ASC', 'MEMBER_NUMBER_ASC'] as const) {
      await expect(list(church, admin, { after, sort: [sort] })).rejects.toMatchObject({
        code: 'BAD_CURSOR',
        argumentPath: ['after'],
      })
    }
  })

  it.each(sorts)('refuses forged keys in a cursor of %s', async (sort) => {
    const { pageInfo } = await list(church, admin, { first: 1, sort: [sort] })
    const cursor = JSON.parse(Buffer.from(String(pageInfo.endCursor), 'base64url').toString()) as { k: unknown[] }

    for (const forged of [[], ['x'], cursor.k.map(() => 7.5), cursor.k.map(() => 'a\0'), [...cursor.k, 'x'], null]) {
      const after = Buffer.from(JSON.stringify({ ...cursor, k: forged })).toString('base64url')
      await expect(list(church, admin, { after, sort: [sort] })).rejects.toMatchObject({ code: 'BAD_CURSOR' })
    }
  })
})

describe('the search of members', () => {
  const found = async (search: string) => {
    const { nodes } = await list(church, admin, { search })
    return nodes.map(({ firstName, lastName }) => `${firstName} ${lastName}`)
  }

  it.each([
    ['nothing', '', people.length],
    ['blanks', '   ', people.length],
    ['a part of a name', 'oate', 2],
    ['words in any order', 'mensah kofi', 1],
    ['words of which one is wrong', 'mensah yaw', 0],
    ['capitals', 'MENSAH', 3],
    ['capitals of another alphabet', 'ɔKYERE', 1],
    ['an address', 'esi@example', 1],
    ['a number', '-10000', 1],
    ['a quote', "o'brien", 1],
    ['letters without their accents', 'okyere', 1],
    ['the beginning of a name, in two letters', 'ko', 1],
    ['two letters in the middle of a name', 'of', 0],
    ['blanks of all kinds between the words', 'kofi\t\n mensah', 1],
  ])('finds by %s', async (_case, search, count) => {
    expect(await found(search)).toHaveLength(count)
  })

  it('finds "okonkwo ada", "ADA OK" and "Andre" for "André"', async () => {
    const large = await world.church()
    const office = await large.person('ADMIN', { onRoll: false })
    const ada = await large.member({ firstName: 'Adaeze', lastName: 'Okonkwo' })
    const andre = await large.member({ firstName: 'André', lastName: 'Müller-Łuczak' })
    const idsOf = async (search: string) => (await list(large, office, { search })).nodes.map(({ id }) => id)

    for (const search of ['okonkwo ada', 'ADA OK', 'OKONKWO', 'aeze']) expect(await idsOf(search)).toEqual([ada.id])
    for (const search of ['Andre', 'ANDRÉ', 'muller luczak', 'MÜLLER-ł'])
      expect(await idsOf(search)).toEqual([andre.id])
  })

  it.each([
    ['%', ["Abena O'Brien_50%"]],
    ['_', ["Abena O'Brien_50%"]],
    ['\\', ["Abena O'Brien_50%"]],
    ['n_5', ["Abena O'Brien_50%"]],
    ['o_r', []],
    ['a%', []],
  ])('takes %s for itself', async (search, names) => {
    expect(await found(search)).toEqual(names)
  })

  it('finds names too long for the index of names in their place among the others', async () => {
    const large = await world.church()
    const office = await large.person('ADMIN', { onRoll: false })
    const long = '\u{1F54A}'.repeat(200)
    const names = ['Bb', `Bc${long}`, 'Bd', 'Be', `Ba${long}`]
    for (const lastName of names) {
      await large.member({ firstName: 'Kofi', lastName, middleNames: long, preferredName: long, maidenName: long })
    }
    const walked = async (
      search: string,
      sort: MemberSort,
      after: string | null = null,
    ): Promise<readonly string[]> => {
      const { nodes, pageInfo } = await list(large, office, { search, sort: [sort], first: 2, after })
      const shown = nodes.map(({ lastName }) => lastName.slice(0, 2))
      return pageInfo.hasNextPage ? [...shown, ...(await walked(search, sort, pageInfo.endCursor))] : shown
    }

    for (const search of ['kofi', 'k', 'kofi b', 'kofi member', 'kofi -00']) {
      const all = search === 'kofi member' ? [] : ['Ba', 'Bb', 'Bc', 'Bd', 'Be']
      expect(await walked(search, 'NAME_ASC')).toEqual(all)
      expect(await walked(search, 'NAME_DESC')).toEqual(all.toReversed())
      expect((await walked(search, 'MEMBER_NUMBER_ASC')).length).toBe(all.length)
      expect((await walked(search, 'JOINED_ON_DESC')).length).toBe(all.length)
    }
  })

  it('counts eight words and no more', async () => {
    expect(await found(`${'ama '.repeat(8)} nonsense`)).toHaveLength(3)
    expect(await found(`${'ama '.repeat(7)} nonsense`)).toHaveLength(0)
  })

  it('refuses a character that no text can hold', async () => {
    await expect(found('a\0b')).rejects.toMatchObject({ code: '22021' })
  })
})

describe('the filter of members', () => {
  it.each([
    ['gender', { gender: 'FEMALE' }, 2],
    ['the first day', { joinedFrom: '2020-01-01' }, 3],
    ['the day after the last', { joinedBefore: '2020-01-01' }, 2],
    ['both days', { joinedFrom: '2019-01-01', joinedBefore: '2020-01-02' }, 3],
    ['status', { status: 'ACTIVE' }, people.length],
    ['another status', { status: 'DECEASED' }, 0],
    ['several at once', { gender: 'FEMALE', joinedFrom: '2020-01-01' }, 1],
    ['nulls, which filter nothing', { gender: null, status: null, joinedFrom: null, ministryId: null }, people.length],
  ] as const)('narrows by %s', async (_case, filter, count) => {
    expect((await list(church, admin, { filter })).nodes).toHaveLength(count)
  })

  it('narrows by active membership of a ministry', async () => {
    const [first, second, third] = members.map(({ id }) => id)
    const choir = await plantMinistry(church, { MEMBER: [first ?? ''], LEADER: [second ?? ''] })
    await plantMinistry(church, { MEMBER: [third ?? ''] })
    const waiting = await plantMinistry(church, { MEMBER: [first ?? ''] }, { status: 'PENDING' })

    expect((await list(church, admin, { filter: { ministryId: choir } })).nodes.map(({ id }) => id).toSorted()).toEqual(
      [first, second].toSorted(),
    )
    expect((await list(church, admin, { filter: { ministryId: waiting } })).nodes).toEqual([])
    expect((await list(church, admin, { filter: { ministryId: crypto.randomUUID() } })).nodes).toEqual([])
  })
})

describe('the list of members', () => {
  it('counts everybody it would show on all its pages', async () => {
    expect(await total(church, admin, { first: 1 })).toBe(people.length)
    expect(await total(church, admin, { first: 1, search: 'mensah' })).toBe(3)
  })

  it('leaves out who is archived', async () => {
    const hidden = await world.church()
    const somebody = await hidden.member()
    const office = await hidden.person('ADMIN', { onRoll: false })

    await hidden.write((db) => db.updateTable('member').set({ archived_at: '2026-01-01T00:00:00Z' }).execute())

    const search = somebody.memberNumber
    expect((await list(hidden, office, { search })).nodes).toEqual([])
    expect(await total(hidden, office, { search })).toBe(0)
  })
})
