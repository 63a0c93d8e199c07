import { describe, expect, it } from 'vitest'
import { graphql } from '../testing/generated/gql.js'
import { plantBooking, plantResource } from '../testing/plant-booking.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const CreateResource = graphql(`
  mutation CreateResource($input: CreateResourceInput!) {
    createResource(input: $input) {
      resource {
        id
        name
        kind
        version
      }
      errors {
        code
        path
      }
    }
  }
`)

const UpdateResource = graphql(`
  mutation UpdateResource($input: UpdateResourceInput!) {
    updateResource(input: $input) {
      resource {
        name
        kind
        version
      }
      errors {
        code
        path
      }
    }
  }
`)

const ArchiveResource = graphql(`
  mutation ArchiveResource($input: ResourceInput!) {
    archiveResource(input: $input) {
      resource {
        archivedAt
      }
      errors {
        code
        path
        params
      }
    }
  }
`)

const Resources = graphql(`
  query Resources($kind: BookableKind, $archived: Boolean, $first: Int, $after: String) {
    resources(kind: $kind, archived: $archived, first: $first, after: $after) {
      nodes {
        name
      }
      pageInfo {
        endCursor
      }
      totalCount
    }
  }
`)

const Bookings = graphql(`
  query Bookings($from: DateTime, $to: DateTime, $resourceId: ID) {
    bookings(from: $from, to: $to, resourceId: $resourceId) {
      nodes {
        id
        startsAt
        resource {
          id
        }
        event {
          id
          title
        }
      }
    }
  }
`)

const Book = graphql(`
  mutation BookResource($input: BookResourceInput!) {
    bookResource(input: $input) {
      bookings {
        id
      }
      errors {
        code
        path
      }
    }
  }
`)

describe('the resources of a church', () => {
  it('are added, changed, listed by name and archived', async () => {
    const { api } = await (await world.church()).person('ADMIN')

    const hall = await api.send(CreateResource, { input: { name: ' Hall ', kind: 'ROOM' } })
    const beamer = await api.send(CreateResource, { input: { name: 'Beamer', kind: 'EQUIPMENT' } })
    const again = await api.send(CreateResource, { input: { name: 'HALL', kind: 'ROOM' } })
    const empty = await api.send(CreateResource, { input: { name: ' ', kind: 'ROOM' } })
    const id = hall.data?.createResource?.resource?.id ?? ''
    const renamed = await api.send(UpdateResource, { input: { id, name: 'Great hall', expectedVersion: 1 } })
    const stale = await api.send(UpdateResource, { input: { id, name: 'Hall', expectedVersion: 1 } })
    const taken = await api.send(UpdateResource, { input: { id, name: 'beamer' } })
    const first = await api.send(Resources, { first: 1 })
    const next = await api.send(Resources, { first: 1, after: first.data?.resources.pageInfo.endCursor ?? null })
    const rooms = await api.send(Resources, { kind: 'ROOM' })

    expect(hall.data?.createResource).toMatchObject({
      resource: { name: 'Hall', kind: 'ROOM', version: 1 },
      errors: [],
    })
    expect(beamer.data?.createResource?.errors).toEqual([])
    expect(again.data?.createResource?.errors).toEqual([{ code: 'NOT_UNIQUE', path: ['name'] }])
    expect(empty.data?.createResource?.errors).toEqual([{ code: 'REQUIRED', path: ['name'] }])
    expect(renamed.data?.updateResource?.resource).toEqual({ name: 'Great hall', kind: 'ROOM', version: 2 })
    expect(stale.data?.updateResource?.errors).toEqual([{ code: 'STALE_VERSION', path: ['expectedVersion'] }])
    expect(taken.data?.updateResource?.errors).toEqual([{ code: 'NOT_UNIQUE', path: ['name'] }])
    expect(first.data?.resources).toMatchObject({ nodes: [{ name: 'Beamer' }], totalCount: 2 })
    expect(next.data?.resources.nodes).toEqual([{ name: 'Great hall' }])
    expect(rooms.data?.resources.nodes).toEqual([{ name: 'Great hall' }])
  })

  it('are archived when nothing counts on them, and their names are free then', async () => {
    const church = await world.church()
    const { api } = await church.person('ADMIN')
    const bookingId = await plantBooking(church, await church.event())
    const booked = (await api.send(Bookings, {})).data?.bookings.nodes.find(({ id }) => id === bookingId)?.resource.id
    const id = await plantResource(church, 'Hall')

    const refused = await api.send(ArchiveResource, { input: { id: booked ?? '' } })
    const archived = await api.send(ArchiveResource, { input: { id } })
    const twice = await api.send(ArchiveResource, { input: { id } })
    const newHall = await api.send(CreateResource, { input: { name: 'Hall', kind: 'ROOM' } })
    const list = await api.send(Resources, { archived: true })

    expect(refused.data?.archiveResource?.errors).toEqual([
      { code: 'NOT_ALLOWED_NOW', path: ['id'], params: { bookings: 1 } },
    ])
    expect(archived.data?.archiveResource?.errors).toEqual([])
    expect(twice.data?.archiveResource?.errors).toMatchObject([{ code: 'NOT_ALLOWED_NOW' }])
    expect(newHall.data?.createResource?.errors).toEqual([])
    expect(list.data?.resources.nodes).toEqual([{ name: 'Hall' }])
  })
})

describe('the list of bookings', () => {
  it('shows when what is taken, and what for to those who may see that', async () => {
    const church = await world.church()
    const member = await church.person('MEMBER')
    const open = await church.event({ title: 'Open', startsAt: '2031-03-02T09:00:00Z' })
    const hidden = await church.event({ title: 'Hidden', startsAt: '2031-03-03T09:00:00Z', visibility: 'LEADERS' })
    await plantBooking(church, await church.event({ startsAt: '2031-04-01T09:00:00Z' }))
    const [shown, busy] = [await plantBooking(church, open), await plantBooking(church, hidden)]

    const { data } = await member.api.send(Bookings, { from: '2031-03-02T10:00:00Z', to: '2031-03-31T00:00:00Z' })

    expect(data?.bookings.nodes).toMatchObject([
      { id: shown, event: { id: open.id, title: 'Open' } },
      { id: busy, startsAt: '2031-03-03T09:00:00Z', event: null },
    ])
  })

  it('is empty for a time that ends before it begins', async () => {
    const church = await world.church()
    const { api } = await church.person('MEMBER')
    await plantBooking(church, await church.event())

    const { data } = await api.send(Bookings, { from: '2031-03-02T10:00:00Z', to: '2001-03-02T10:00:00Z' })

    expect(data?.bookings.nodes).toEqual([])
  })
})

describe('a leader', () => {
  it('books for events of the own ministry, and for no other', async () => {
    const church = await world.church()
    const leader = await church.person('LEADER')
    const resourceId = await plantResource(church)
    const own = await church.event({ ministryId: await church.ministry([leader.memberId ?? '']) })
    const shown = await church.event()
    const hidden = await church.event({ ministryId: await church.ministry() })
    const book = (eventId: string) => leader.api.send(Book, { input: { eventId, resourceId } })

    expect((await book(own.id)).data?.bookResource).toMatchObject({ bookings: [{}], errors: [] })
    expect((await book(shown.id)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
    expect((await book(hidden.id)).data?.bookResource?.errors).toEqual([{ code: 'NOT_FOUND', path: ['eventId'] }])
    const taken = await church.event({ ministryId: own.ministryId })
    expect((await book(taken.id)).data?.bookResource?.errors).toEqual([
      { code: 'RESOURCE_TAKEN', path: ['resourceId'] },
    ])
  })
})
