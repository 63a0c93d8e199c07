import { beforeAll, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { graphql } from '../testing/generated/gql.js'
import { plantHousehold, plantMinistry } from '../testing/plant-groups.js'
import { createWorld } from '../testing/world.js'
import type { Member } from './member.js'

const world = await createWorld()

const Roll = graphql(`
  query Roll($first: Int, $after: String, $search: String, $filter: MemberFilter, $sort: [MemberSort!]) {
    members(first: $first, after: $after, search: $search, filter: $filter, sort: $sort) {
      nodes {
        id
        memberNumber
        firstName
        lastName
        status
        email
        phone
        address
        gender
        birthDate
        joinedOn
        household {
          id
        }
        ministries {
          id
        }
      }
      edges {
        cursor
        node {
          id
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
      totalCountIsCapped
    }
  }
`)

const OneMember = graphql(`
  query OneMember($id: ID!) {
    member(id: $id) {
      id
      firstName
      phone
      address
      gender
      birthDate
      joinedOn
      household {
        name
        members {
          id
          firstName
          phone
          address
          birthDate
        }
      }
      ministries {
        name
      }
    }
  }
`)

const personal = { address: '1 High Street', gender: 'MALE', birthDate: '1980-05-06', joinedOn: '2001-02-03' } as const
const hidden = { address: null, gender: null, birthDate: null, joinedOn: null }

describe('members and member', () => {
  let church: ChurchWorld
  let leader: Person
  let own: Member
  let stranger: Member
  let otherMinistry: string
  let ownMinistry: string
  beforeAll(async () => {
    church = await world.church()
    leader = await church.person('LEADER')
    own = await church.member({ firstName: 'Kofi', lastName: 'Asante', phone: '1', ...personal })
    stranger = await church.member({ firstName: 'Yaw', lastName: 'Boateng', ...personal })
    await plantHousehold(church, { HEAD: [own] })
    ownMinistry = await plantMinistry(church, { LEADER: [leader.memberId], MEMBER: [own.id] })
    otherMinistry = await plantMinistry(church, { LEADER: [stranger.id], MEMBER: [own.id, leader.memberId] })
  })

  it('show an administrator everybody with everything', async () => {
    const admin = await church.person('ADMIN', { onRoll: false })

    const { status, data } = await admin.api.send(Roll, { search: 'kofi' })

    expect(status).toBe(200)
    expect(data?.members.nodes).toMatchObject([{ id: own.id, firstName: 'Kofi', phone: '1', ...personal }])
    expect(data?.members.nodes[0]?.household).not.toBeNull()
    expect(data?.members.nodes[0]?.ministries).toHaveLength(2)
    expect(data?.members).toMatchObject({ totalCount: 1, totalCountIsCapped: false })
    expect((await admin.api.send(OneMember, { id: stranger.id })).data?.member).toMatchObject(personal)
  })

  it('show a leader the own groups, and of them what is not personal', async () => {
    const { data } = await leader.api.send(Roll, {})

    const shown = data?.members.nodes ?? []
    expect(shown.map(({ id }) => id)).toEqual([own.id, leader.memberId])
    expect(shown[0]).toMatchObject({ phone: '1', status: 'ACTIVE', ...hidden, household: null, ministries: [] })
    expect(data?.members.totalCount).toBe(2)
    expect((await leader.api.send(OneMember, { id: own.id })).data?.member).toMatchObject({
      ...{ firstName: 'Kofi', ...hidden },
      ...{ household: null, ministries: [] },
    })
    expect((await leader.api.send(OneMember, { id: stranger.id })).data).toEqual({ member: null })
  })

  it('show a leader oneself with everything', async () => {
    const { data } = await leader.api.send(OneMember, { id: leader.memberId ?? '' })

    expect(data?.member?.ministries).toHaveLength(2)
  })

  it.each([
    ['sort by joining', { sort: ['JOINED_ON_ASC'] }, ['sort']],
    ['sort by joining in the end', { sort: ['NAME_ASC', 'JOINED_ON_DESC'] }, ['sort']],
    ['filter by gender', { filter: { gender: 'MALE' } }, ['filter', 'gender']],
    ['filter by joining', { filter: { joinedFrom: '2001-01-01' } }, ['filter', 'joinedFrom']],
    ['filter by joining later', { filter: { joinedBefore: '2002-01-01' } }, ['filter', 'joinedBefore']],
  ] as const)('do not let a leader %s, which would tell it', async (_case, request, argumentPath) => {
    const { status, errors } = await leader.api.sendText(
      'query ($sort: [MemberSort!], $filter: MemberFilter) { members(sort: $sort, filter: $filter) { totalCount } }',
      request,
    )

    expect(status).toBe(403)
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', argumentPath } }])
  })

  it('do not tell a leader who is in a ministry of others', async () => {
    const filter = (ministryId: string) => leader.api.send(Roll, { filter: { ministryId } })

    expect((await filter(ownMinistry)).data?.members.totalCount).toBe(2)
    expect((await filter(otherMinistry)).data?.members.totalCount).toBe(0)
  })

  it.each([
    ['only waits', `status = 'PENDING'`],
    ['has left', `status = 'INACTIVE'`],
    ['is a plain member now', `role = 'MEMBER'`],
  ])('show a leader nobody of a group in which the leader %s', async (_case, change) => {
    const past = await church.person('LEADER')
    const choir = await plantMinistry(church, { ASSISTANT: [past.memberId], MEMBER: [own.id] })
    expect((await past.api.send(Roll, {})).data?.members.totalCount).toBe(2)

    await world.database.owner.query(
      `update c_${church.church.placeKey}.ministry_membership set ${change} where ministry_id = $1 and member_id = $2`,
      [choir, past.memberId],
    )

    expect((await past.api.send(Roll, {})).data?.members.nodes).toEqual([])
    expect((await past.api.send(OneMember, { id: own.id })).data?.member).toBeNull()
  })

  it('show a leader without a person on the roll nobody', async () => {
    const bare = await church.person('LEADER', { onRoll: false })

    expect((await bare.api.send(Roll, {})).data?.members.nodes).toEqual([])
  })

  it('show a member nobody but oneself', async () => {
    const member = await church.person('MEMBER')
    const self = member.memberId ?? ''
    const child = await church.member({ firstName: 'Esi', phone: '2', ...personal })
    await plantHousehold(church, { HEAD: [{ id: self }], CHILD: [child] })
    await plantMinistry(church, { MEMBER: [self] }, { name: 'Ushers' })

    const list = await member.api.send(Roll, {})
    const other = await member.api.send(OneMember, { id: own.id })
    const { data } = await member.api.send(OneMember, { id: self })

    expect([list.status, list.errors[0]?.extensions?.code]).toEqual([403, 'FORBIDDEN'])
    expect(other.data).toEqual({ member: null })
    expect(data?.member).toMatchObject({ firstName: 'Ama', ministries: [{ name: 'Ushers' }] })
    expect(data?.member?.household?.members).toEqual([
      { id: self, firstName: 'Ama', phone: null, address: null, birthDate: null },
      { id: child.id, firstName: 'Esi', phone: '2', address: null, birthDate: null },
    ])
  })

  it('are for people who are signed in', async () => {
    const list = await church.stranger.send(Roll, {})
    const one = await church.stranger.send(OneMember, { id: own.id })

    for (const { status, errors } of [list, one]) {
      expect([status, errors[0]?.extensions?.code]).toEqual([401, 'UNAUTHENTICATED'])
    }
  })

  it('do not exist for another church', async () => {
    const neighbour = await (await world.church()).person('ADMIN', { onRoll: false })

    expect((await neighbour.api.send(OneMember, { id: own.id })).data).toEqual({ member: null })
    expect((await neighbour.api.send(Roll, { filter: { ministryId: ownMinistry } })).data?.members.nodes).toEqual([])
    expect((await neighbour.api.send(Roll, {})).data?.members.totalCount).toBe(0)
  })

  it('come by pages whose cursors go on behind any entry', async () => {
    const admin = await church.person('ADMIN', { onRoll: false })
    const whole = (await admin.api.send(Roll, { sort: ['NAME_DESC'] })).data?.members
    const ids = whole?.nodes.map(({ id }) => id) ?? []

    for (const [at, edge] of (whole?.edges ?? []).entries()) {
      const { data } = await admin.api.send(Roll, { sort: ['NAME_DESC'], after: edge.cursor, first: 100 })
      expect(data?.members.nodes.map(({ id }) => id)).toEqual(ids.slice(at + 1))
      expect(data?.members.totalCount).toBe(ids.length)
    }
    expect(whole?.pageInfo).toEqual({ hasNextPage: false, endCursor: whole?.edges.at(-1)?.cursor })
  })

  it.each([
    [
      'four orders',
      { sort: ['NAME_ASC', 'NAME_DESC', 'JOINED_ON_ASC', 'MEMBER_NUMBER_ASC'] },
      'BAD_USER_INPUT',
      ['sort'],
    ],
    ['a page of 101', { first: 101 }, 'BAD_USER_INPUT', ['first']],
    ['a page of none', { first: 0 }, 'BAD_USER_INPUT', ['first']],
    ['a cursor of words', { after: 'words' }, 'BAD_CURSOR', ['after']],
    ['an empty cursor', { after: '' }, 'BAD_CURSOR', ['after']],
    ['a ministry that is no id', { filter: { ministryId: '7' } }, 'BAD_USER_INPUT', ['filter', 'ministryId']],
    ['a day that is none', { filter: { joinedFrom: '2026-02-30' } }, 'BAD_USER_INPUT', ['filter', 'joinedFrom']],
    ['a search for U+0000', { search: 'a\0' }, 'BAD_USER_INPUT', undefined],
  ])('refuse %s', async (...[, request, code, argumentPath]) => {
    const admin = await church.person('ADMIN', { onRoll: false })

    const { status, errors } = await admin.api.sendText(
      `query ($first: Int, $after: String, $search: String, $filter: MemberFilter, $sort: [MemberSort!]) {
        members(first: $first, after: $after, search: $search, filter: $filter, sort: $sort) { totalCount nodes { id } } }`,
      request,
    )

    expect(status).toBe(400)
    expect(errors[0]?.extensions).toMatchObject({ code, ...(argumentPath && { argumentPath }) })
  })
})
