import { beforeAll, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { cursorOf, sequenceIn } from '../testing/cursors.js'
import { graphql } from '../testing/generated/gql.js'
import { plantNotification } from '../testing/plant-notification.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const Told = graphql(`
  query Told($first: Int, $after: String, $unreadOnly: Boolean) {
    unreadNotificationCount
    notifications(first: $first, after: $after, unreadOnly: $unreadOnly) {
      nodes {
        id
        sequence
        type
        category
        priority
        actionKind
        title
        message
        isRead
        event {
          id
          title
          startsAt
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`)

const MarkRead = graphql(`
  mutation MarkRead($input: MarkNotificationsReadInput!) {
    markNotificationsRead(input: $input) {
      unreadNotificationCount
      errors {
        code
        path
      }
    }
  }
`)

let known: Person | null = null

/** Somebody of a church to which nothing was told. */
const anybody = async (): Promise<Person['api']> => (known ??= await (await world.church()).person('MEMBER')).api

describe('notifications', () => {
  it('tell every member of a new event, once', async () => {
    const church = await world.church({ timeZone: 'Africa/Lagos' })
    const [member, admin] = [await church.person('MEMBER'), await church.person('ADMIN')]
    const event = await church.event({ title: 'Harvest', startsAt: '2031-10-05T09:00:00Z', location: 'Hall' })

    for (const { api } of [member, admin]) {
      const { status, data } = await api.send(Told, {})

      expect(status).toBe(200)
      expect(data).toMatchObject({ unreadNotificationCount: 1, notifications: { totalCount: 1 } })
      expect(data?.notifications.nodes).toMatchObject([
        {
          ...{
            sequence: cursorOf(api.options.token ?? '', '1'),
            type: 'EVENT_CREATED',
            category: 'EVENT',
            priority: 'NORMAL',
            actionKind: 'INFO',
          },
          ...{ title: 'New event: Harvest', message: 'Sunday, 5 October 2031 at 10:00, Hall', isRead: false },
          event: { id: event.id, title: 'Harvest', startsAt: '2031-10-05T09:00:00Z' },
        },
      ])
    }
  })

  it('do not show the event to who may not read events', async () => {
    const church = await world.church()
    const nobody = await church.person(null)
    await church.event()

    const { data, errors } = await nobody.api.send(Told, {})

    expect(errors).toEqual([])
    expect(data?.notifications.nodes).toMatchObject([{ event: null }])
  })

  it('come newest first, by pages, read ones or not', async () => {
    const church = await world.church()
    const { api } = await church.person('MEMBER')
    const told = [await plantNotification(church), await plantNotification(church), await plantNotification(church)]
    await api.send(MarkRead, { input: { ids: [told[1]?.id ?? ''] } })

    const page = await api.send(Told, { first: 2 })
    const rest = await api.send(Told, { first: 2, after: page.data?.notifications.pageInfo.endCursor ?? null })
    const unread = await api.send(Told, { unreadOnly: true })

    expect(page.data?.notifications.nodes.map(({ sequence }) => sequenceIn(sequence))).toEqual(['3', '2'])
    expect(page.data?.notifications.nodes.map(({ isRead }) => isRead)).toEqual([false, true])
    expect(page.data?.notifications).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } })
    expect(rest.data?.notifications.nodes.map(({ sequence }) => sequenceIn(sequence))).toEqual(['1'])
    expect(unread.data?.notifications.nodes.map(({ sequence }) => sequenceIn(sequence))).toEqual(['3', '1'])
    expect(unread.data?.notifications.totalCount).toBe(2)
  })

  it.each([
    ['a page of 101', { first: 101 }, 'BAD_USER_INPUT'],
    ['a cursor of words', { after: 'words' }, 'BAD_CURSOR'],
    ['a cursor of another list', { after: cursor('startsAt:asc,id:asc', ['x', 'y']) }, 'BAD_CURSOR'],
    ['a cursor with a number that is none', { after: cursor('seq:desc', ['1; select']) }, 'BAD_CURSOR'],
    ['a cursor with too large a number', { after: cursor('seq:desc', ['9'.repeat(19)]) }, 'BAD_CURSOR'],
  ])('refuse %s', async (_case, request, code) => {
    const { status, errors } = await (await anybody()).send(Told, request)

    expect(status).toBe(400)
    expect(errors).toMatchObject([{ path: ['notifications'], extensions: { code } }])
  })

  it('are for people who are signed in', async () => {
    const church = await world.church()

    const { status, errors } = await church.stranger.send(Told, {})

    expect(status).toBe(401)
    expect(errors.map(({ extensions }) => extensions?.code)).toContain('UNAUTHENTICATED')
  })

  it('stay in their church', async () => {
    const neighbour = await (await world.church()).person('MEMBER')
    await plantNotification(await world.church())

    const { data } = await neighbour.api.send(Told, {})

    expect(data).toMatchObject({ unreadNotificationCount: 0, notifications: { nodes: [], totalCount: 0 } })
  })
})

function cursor(order: string, keys: readonly string[]): string {
  return Buffer.from(JSON.stringify({ v: 1, s: order, k: keys })).toString('base64url')
}

describe('markNotificationsRead', () => {
  let church: ChurchWorld
  let member: Person
  let told: { readonly id: string; readonly seq: string }
  beforeAll(async () => {
    church = await world.church()
    member = await church.person('MEMBER')
    told = await plantNotification(church)
    await plantNotification(church)
  })

  it('answers with how many are left, as often as it is asked', async () => {
    for (let time = 0; time < 2; time += 1) {
      const { status, data } = await member.api.send(MarkRead, { input: { ids: [told.id] } })

      expect(status).toBe(200)
      expect(data?.markNotificationsRead).toEqual({ unreadNotificationCount: 1, errors: [] })
    }
    const { data } = await member.api.send(MarkRead, { input: { through: cursorOf(member.token, '2') } })
    expect(data?.markNotificationsRead).toEqual({ unreadNotificationCount: 0, errors: [] })
  })

  it.each([
    ['nothing', {}, { code: 'REQUIRED', path: [] }],
    ['a place that is none', { through: '2' }, { code: 'INVALID', path: ['through'] }],
    ['a notification there is not', { ids: [crypto.randomUUID()] }, { code: 'NOT_FOUND', path: ['ids', '0'] }],
  ])('refuses %s', async (_case, input, error) => {
    const { status, data } = await member.api.send(MarkRead, { input })

    expect(status).toBe(200)
    expect(data?.markNotificationsRead).toEqual({ unreadNotificationCount: null, errors: [error] })
  })

  it('refuses notifications of another church as if there were none', async () => {
    const theirs = await plantNotification(await world.church())

    const { data } = await member.api.send(MarkRead, { input: { ids: [theirs.id] } })

    expect(data?.markNotificationsRead?.errors).toEqual([{ code: 'NOT_FOUND', path: ['ids', '0'] }])
  })

  it('refuses an id that is none, and says where', async () => {
    const { status, errors } = await member.api.send(MarkRead, { input: { ids: [told.id, '7'] } })

    expect(status).toBe(400)
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argumentPath: ['input', 'ids', '1'] } }])
  })

  it('is for people who are signed in', async () => {
    const { status, errors } = await church.stranger.send(MarkRead, { input: { ids: [told.id] } })

    expect([status, errors[0]?.extensions?.code]).toEqual([401, 'UNAUTHENTICATED'])
  })
})
