import { describe, expect, it } from 'vitest'
import { graphql } from '../testing/generated/gql.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const CreateEvent = graphql(`
  mutation CreateEvent($input: CreateEventInput!) {
    createEvent(input: $input) {
      event {
        id
        title
        startsAt
        endsAt
        timeZone
        type
        status
      }
      errors {
        code
        message
        path
      }
    }
  }
`)

const Events = graphql(`
  query Events($first: Int, $after: String, $filter: EventFilter) {
    events(first: $first, after: $after, filter: $filter) {
      nodes {
        id
        title
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

const EventById = graphql(`
  query EventById($id: ID!) {
    event(id: $id) {
      id
      title
    }
  }
`)

const input = { title: 'Easter vigil', startsAt: '2031-04-12T20:00:00+01:00', endsAt: '2031-04-12T23:00:00+01:00' }

describe('createEvent', () => {
  it('answers with the event, its times in UTC', async () => {
    const church = await world.church({ timeZone: 'Africa/Lagos' })
    const admin = await church.person('ADMIN')

    const { status, data } = await admin.api.send(CreateEvent, { input })

    expect(status).toBe(200)
    expect(data?.createEvent).toMatchObject({
      event: { title: 'Easter vigil', startsAt: '2031-04-12T19:00:00Z', timeZone: 'Africa/Lagos', status: 'SCHEDULED' },
      errors: [],
    })
  })

  it('refuses an empty title and an early end, each with its path', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')

    const { data } = await admin.api.send(CreateEvent, { input: { ...input, title: ' ', endsAt: input.startsAt } })

    expect(data?.createEvent).toMatchObject({
      event: null,
      errors: [
        { code: 'REQUIRED', path: ['title'] },
        { code: 'INVALID', path: ['endsAt'] },
      ],
    })
  })

  it('refuses texts that are too long', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')

    const { data } = await admin.api.send(CreateEvent, { input: { ...input, location: 'x'.repeat(256) } })

    expect(data?.createEvent?.errors).toMatchObject([{ code: 'TOO_LONG', path: ['location'] }])
  })

  it('is for people who are signed in', async () => {
    const church = await world.church()

    const { status, errors, data } = await church.stranger.send(CreateEvent, { input })

    expect(status).toBe(401)
    expect(errors).toMatchObject([{ path: ['createEvent'], extensions: { code: 'UNAUTHENTICATED' } }])
    expect(data).toEqual({ createEvent: null })
  })

  it('is not for members', async () => {
    const church = await world.church()
    const member = await church.person('MEMBER')

    const { status, errors } = await member.api.send(CreateEvent, { input })

    expect(status).toBe(403)
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  })

  it.each([
    ['a day that does not exist', '2031-02-30T10:00:00Z'],
    ['a time without an offset', '2031-02-20T10:00:00'],
    ['words', 'next Sunday'],
  ])('refuses %s as a start, and says where', async (_case, startsAt) => {
    const church = await world.church()
    const admin = await church.person('ADMIN')

    const sent = await admin.api.send(CreateEvent, { input: { ...input, startsAt } })
    const written = await admin.api.sendText(
      `mutation { createEvent(input: { title: "x", startsAt: "${startsAt}", endsAt: "2031-01-01T00:00:00Z" }) { errors { code } } }`,
    )

    for (const { status, errors } of [sent, written]) {
      expect(status).toBe(400)
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argumentPath: ['input', 'startsAt'] } }])
    }
  })

  it('refuses a character that cannot be stored, and writes nothing', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')

    const { status, errors } = await admin.api.send(CreateEvent, { input: { ...input, title: 'a\u0000b' } })

    expect(status).toBe(400)
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
    expect((await admin.api.send(Events, {})).data?.events.nodes).toEqual([])
  })
})

describe('events', () => {
  it('shows members the events by start, page by page', async () => {
    const church = await world.church()
    const member = await church.person('MEMBER')
    const later = await church.event({ title: 'Later', startsAt: '2031-06-01T10:00:00Z' })
    const first = await church.event({ title: 'First', startsAt: '2031-05-01T10:00:00Z' })
    const second = await church.event({ title: 'Second', startsAt: '2031-05-01T10:00:00Z' })

    const page = await member.api.send(Events, { first: 2 })
    const rest = await member.api.send(Events, { first: 2, after: page.data?.events.pageInfo.endCursor ?? null })

    expect(page.data?.events.nodes.map(({ id }) => id)).toEqual([first.id, second.id])
    expect(page.data?.events).toMatchObject({
      totalCount: 3,
      totalCountIsCapped: false,
      pageInfo: { hasNextPage: true },
    })
    expect(rest.data?.events.nodes.map(({ id }) => id)).toEqual([later.id])
    expect(rest.data?.events.pageInfo.hasNextPage).toBe(false)
  })

  it('narrows by time and type', async () => {
    const church = await world.church()
    const member = await church.person('MEMBER')
    await church.event({ startsAt: '2031-05-01T10:00:00Z', type: 'YOUTH' })
    const wanted = await church.event({ startsAt: '2031-05-02T10:00:00Z', type: 'YOUTH' })
    await church.event({ startsAt: '2031-05-02T10:00:00Z', type: 'STUDY' })

    const filter = { from: '2031-05-02T00:00:00Z', to: '2031-05-03T00:00:00Z', type: 'YOUTH' } as const
    const { data } = await member.api.send(Events, { filter })

    expect(data?.events.nodes.map(({ id }) => id)).toEqual([wanted.id])
  })

  it.each([
    ['words', 'nonsense'],
    ['JSON of another kind', Buffer.from('{"v":1}').toString('base64url')],
    ['keys that are no keys', Buffer.from('{"v":1,"s":"startsAt:asc,id:asc","k":["x","y"]}').toString('base64url')],
  ])('refuses a cursor made of %s', async (_case, after) => {
    const church = await world.church()
    const member = await church.person('MEMBER')

    const { status, errors } = await member.api.send(Events, { after })

    expect(status).toBe(400)
    expect(errors).toMatchObject([{ path: ['events'], extensions: { code: 'BAD_CURSOR', argumentPath: ['after'] } }])
  })

  it.each([0, -1, 101])('refuses a page of %i', async (first) => {
    const church = await world.church()
    const member = await church.person('MEMBER')

    const { status, errors } = await member.api.send(Events, { first })

    expect(status).toBe(400)
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argumentPath: ['first'] } }])
  })
})

describe('event', () => {
  it('does not exist for another church', async () => {
    const church = await world.church()
    const neighbour = await (await world.church()).person('ADMIN')
    const event = await church.event()

    const { status, data } = await neighbour.api.send(EventById, { id: event.id })

    expect(status).toBe(200)
    expect(data).toEqual({ event: null })
  })

  it('refuses an id that is none, and says where', async () => {
    const church = await world.church()
    const member = await church.person('MEMBER')

    const { status, errors } = await member.api.send(EventById, { id: '42' })

    expect(status).toBe(400)
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argumentPath: ['id'] } }])
  })
})
