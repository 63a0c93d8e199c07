import { beforeAll, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { graphql } from '../testing/generated/gql.js'
import { plantAnnouncement } from '../testing/plant-announcement.js'
import { createWorld } from '../testing/world.js'

const now = '2031-03-01T10:00:00.000Z'
const world = await createWorld({ clock: { now: () => now } })

const Announced = graphql(`
  query Announced($first: Int, $after: String) {
    announcements(first: $first, after: $after) {
      nodes {
        id
        title
        body
        type
        priority
        isPinned
        status
        publishAt
        publishedAt
        expiresAt
        audience {
          kind
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

describe('announcements', () => {
  let church: ChurchWorld
  let member: Person
  beforeAll(async () => {
    church = await world.church()
    member = await church.person('MEMBER')
  })

  it('tell everything about one', async () => {
    const own = await world.church()
    const reader = await own.person('MEMBER')
    const id = await plantAnnouncement(own, 'Harvest', { expiresAt: '2031-04-01T00:00:00.123Z', priority: 'HIGH' })

    const { status, data } = await reader.api.send(Announced, {})

    expect(status).toBe(200)
    expect(data?.announcements).toEqual({
      nodes: [
        {
          ...{ id, title: 'Harvest', body: 'Come.', type: 'GENERAL', priority: 'HIGH', isPinned: false },
          ...{ status: 'PUBLISHED', publishAt: null, audience: null },
          ...{ publishedAt: '2031-03-01T09:00:00Z', expiresAt: '2031-04-01T00:00:00.123Z' },
        },
      ],
      pageInfo: { hasNextPage: false, endCursor: expect.stringMatching(/^[\w-]+$/) as string },
      totalCount: 1,
      totalCountIsCapped: false,
    })
  })

  it.each([1, 2, 3])('come pinned first, then newest first, over pages of %i, each once', async (first) => {
    const own = await world.church()
    const reader = await own.person('MEMBER')
    const old = await plantAnnouncement(own, 'Old', { publishedAt: '2031-01-01T00:00:00.000Z' })
    const pinned = await plantAnnouncement(own, 'Pinned', { publishedAt: '2031-01-02T00:00:00.000Z', isPinned: true })
    const alike = [
      await plantAnnouncement(own, 'Alike'),
      await plantAnnouncement(own, 'Alike'),
      await plantAnnouncement(own, 'Alike'),
    ]
    const fresh = await plantAnnouncement(own, 'Fresh', { publishedAt: '2031-03-01T09:00:00.001Z' })
    await plantAnnouncement(own, 'Future', { publishedAt: '2031-03-01T10:00:00.001Z' })
    const walk = async (after: string | null): Promise<string[]> => {
      const { data } = await reader.api.send(Announced, { first, after })
      const { nodes, pageInfo, totalCount } = data?.announcements ?? { nodes: [], pageInfo: null, totalCount: null }
      expect(totalCount).toBe(6)
      const ids = nodes.map(({ id }) => id)
      return pageInfo?.hasNextPage ? [...ids, ...(await walk(pageInfo.endCursor))] : ids
    }

    expect(await walk(null)).toEqual([pinned, fresh, ...alike.toSorted().toReversed(), old])
  })

  it.each([
    ['words', 'words'],
    ['another list', Buffer.from('{"v":1,"s":"startsAt:asc,id:asc","k":["x","y"]}').toString('base64url')],
    [
      'no moment',
      Buffer.from('{"v":1,"s":"isPinned:desc,listedAt:desc,id:desc","k":["false","x","y"]}').toString('base64url'),
    ],
  ])('refuse a cursor of %s', async (_case, after) => {
    const { status, errors } = await member.api.send(Announced, { after })

    expect(status).toBe(400)
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_CURSOR', argumentPath: ['after'] } }])
  })

  it.each([0, 101])('refuse a page of %i', async (first) => {
    const { status, errors } = await member.api.send(Announced, { first })

    expect(status).toBe(400)
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argumentPath: ['first'] } }])
  })

  it('are for who may read them', async () => {
    const nobody = await church.person(null)

    expect((await nobody.api.send(Announced, {})).errors[0]?.extensions?.code).toBe('FORBIDDEN')
    expect((await church.stranger.send(Announced, {})).errors[0]?.extensions?.code).toBe('UNAUTHENTICATED')
  })

  it('stay in their church', async () => {
    const neighbours = await world.church()
    await plantAnnouncement(neighbours, 'Theirs')

    expect((await member.api.send(Announced, {})).data?.announcements.nodes).toEqual([])
  })
})
