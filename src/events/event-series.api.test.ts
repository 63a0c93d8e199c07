import { describe, expect, it } from 'vitest'
import type { Person } from '../testing/church-world.js'
import { graphql } from '../testing/generated/gql.js'
import { createWorld } from '../testing/world.js'
import type { eventSorts } from './event-list.queries.js'

const world = await createWorld()

const CreateSeries = graphql(`
  mutation CreateSeries($input: CreateEventInput!) {
    createEvent(input: $input) {
      event {
        id
        rrule
        seriesEndsAt
        occurrenceAt
      }
      errors {
        code
        path
        params
      }
    }
  }
`)

const Calendar = graphql(`
  query Calendar($first: Int, $after: String, $filter: EventFilter, $view: EventView, $sort: EventSort) {
    events(first: $first, after: $after, filter: $filter, view: $view, sort: $sort) {
      nodes {
        id
        key
        occurrenceAt
        startsAt
        endsAt
        status
        visibility
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`)

const Occurrence = graphql(`
  query Occurrence($id: ID!, $occurrenceAt: DateTime) {
    event(id: $id, occurrenceAt: $occurrenceAt) {
      startsAt
      ministry {
        id
      }
    }
  }
`)

const PublishEvent = graphql(`
  mutation PublishEvent($input: EventInput!) {
    publishEvent(input: $input) {
      event {
        status
        version
      }
      errors {
        code
        path
      }
    }
  }
`)

const Told = graphql(`
  query ToldOfEvents {
    notifications {
      nodes {
        type
        event {
          id
        }
      }
    }
  }
`)

interface EventsPage {
  readonly keys: readonly string[]
  readonly next: string | null
}

async function readEvents(
  { api }: Person,
  asked: { first: number; after: string | null; sort: (typeof eventSorts)[number] },
): Promise<EventsPage> {
  const { nodes = [], pageInfo } = (await api.send(Calendar, asked)).data?.events ?? {}
  return { keys: nodes.map(({ key }) => key), next: pageInfo?.hasNextPage ? pageInfo.endCursor : null }
}

const sunday = { title: 'Service', startsAt: '2031-03-23T09:00:00Z', endsAt: '2031-03-23T11:00:00Z' }
const weekly = { ...sunday, rrule: 'FREQ=WEEKLY;COUNT=4', timeZone: 'Europe/London' }

describe('a series', () => {
  it('stands in the calendar once for each time, by the clock of the place', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')

    const { data } = await admin.api.send(CreateSeries, { input: weekly })
    const calendar = await admin.api.send(Calendar, {
      filter: { from: '2031-03-29T00:00:00Z', to: '2031-04-07T00:00:00Z' },
    })

    expect(data?.createEvent).toMatchObject({
      event: {
        rrule: 'FREQ=WEEKLY;COUNT=4',
        occurrenceAt: '2031-03-23T09:00:00Z',
        seriesEndsAt: '2031-04-13T10:00:00Z',
      },
      errors: [],
    })
    const { nodes, totalCount } = calendar.data?.events ?? {}
    expect(nodes?.map(({ startsAt }) => startsAt)).toEqual(['2031-03-30T08:00:00Z', '2031-04-06T08:00:00Z'])
    expect(new Set(nodes?.map(({ key }) => key)).size).toBe(2)
    expect(totalCount).toBe(2)
  })

  it('mixes with other events page by page, none twice and none left out, from either end', async () => {
    const church = await world.church()
    const member = await church.person('MEMBER')
    await church.event(weekly)
    await church.event({ ...weekly, rrule: 'FREQ=DAILY;COUNT=15' })
    await church.event(sunday)

    for (const sort of ['STARTS_AT', 'STARTS_AT_DESC'] as const) {
      const seen: string[] = []
      let after: string | null = null
      do {
        const page: EventsPage = await readEvents(member, { first: 3, after, sort })
        seen.push(...page.keys)
        after = page.next
      } while (after)
      expect(seen).toHaveLength(20)
      expect(new Set(seen).size).toBe(20)
    }
  })

  it('is told once, however often it takes place', async () => {
    const church = await world.church()
    const member = await church.person('MEMBER')
    const { id } = await church.event(weekly)

    const { data } = await member.api.send(Told, {})

    expect(data?.notifications.nodes).toEqual([{ type: 'EVENT_CREATED', event: { id } }])
  })

  it('shows one occurrence by its original start, and nothing at another time', async () => {
    const church = await world.church()
    const member = await church.person('MEMBER')
    const { id } = await church.event(weekly)

    const found = await member.api.send(Occurrence, { id, occurrenceAt: '2031-03-30T09:00:00+01:00' })
    const none = await member.api.send(Occurrence, { id, occurrenceAt: '2031-03-30T09:00:00Z' })

    expect(found.data?.event).toEqual({ startsAt: '2031-03-30T08:00:00Z', ministry: null })
    expect(none.data?.event).toBeNull()
  })

  it.each([
    ['without end', 'FREQ=WEEKLY', 'SERIES_TOO_LONG'],
    ['longer than ten years', 'FREQ=YEARLY;COUNT=12', 'SERIES_TOO_LONG'],
    ['too often', 'FREQ=DAILY;COUNT=1001', 'SERIES_TOO_LONG'],
    ['every hour', 'FREQ=HOURLY;COUNT=2', 'RECURRENCE_INVALID'],
    ['on another day', 'FREQ=WEEKLY;BYDAY=MO;COUNT=2', 'RECURRENCE_INVALID'],
  ])('is refused %s, and nothing is written', async (_case, rrule, code) => {
    const church = await world.church()
    const admin = await church.person('ADMIN')

    const { data } = await admin.api.send(CreateSeries, { input: { ...sunday, rrule } })

    expect(data?.createEvent).toMatchObject({ event: null, errors: [{ code, path: ['rrule'] }] })
    expect((await admin.api.send(Calendar, {})).data?.events.totalCount).toBe(0)
    expect((await admin.api.send(Told, {})).data?.notifications.nodes).toEqual([])
  })
})

describe('views', () => {
  it('show what is to come, the next first, and what is over, the last first', async () => {
    const church = await world.church()
    const member = await church.person('MEMBER')
    const first = await church.event({ startsAt: '2001-03-01T09:00:00Z' })
    const second = await church.event({ startsAt: '2002-03-01T09:00:00Z' })
    const next = await church.event({ startsAt: '2091-03-01T09:00:00Z' })
    const later = await church.event({ startsAt: '2092-03-01T09:00:00Z' })

    const past = await member.api.send(Calendar, { view: 'PAST' })
    const upcoming = await member.api.send(Calendar, { view: 'UPCOMING' })

    expect(past.data?.events.nodes.map(({ id }) => id)).toEqual([second.id, first.id])
    expect(upcoming.data?.events.nodes.map(({ id }) => id)).toEqual([next.id, later.id])
  })
})

describe('createEvent of a leader', () => {
  it('is for a ministry that they lead, and for no other', async () => {
    const church = await world.church()
    const leader = await church.person('LEADER')
    const own = await church.ministry([leader.memberId ?? ''])
    const foreign = await church.ministry()

    const done = await leader.api.send(CreateSeries, { input: { ...sunday, ministryId: own } })
    const refused = await leader.api.send(CreateSeries, { input: { ...sunday, ministryId: foreign } })

    expect(done.data?.createEvent?.errors).toEqual([])
    expect(refused.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  })
})

describe('createEvent of a kind', () => {
  it.each(['HEALTH', 'SABBATH'] as const)('%s is for churches that have switched it on', async (type) => {
    const church = await world.church({ denomination: 'PENTECOSTAL' })
    const admin = await church.person('ADMIN')

    const { errors } = await admin.api.send(CreateSeries, { input: { ...sunday, type } })

    expect(errors).toMatchObject([{ extensions: { code: 'FEATURE_DISABLED', argumentPath: ['input', 'type'] } }])
  })
})

describe('publishEvent', () => {
  it('shows and tells a draft that nobody saw or heard of, once', async () => {
    const church = await world.church()
    const [admin, member] = [await church.person('ADMIN'), await church.person('MEMBER')]
    const { id, version } = await church.event({ isDraft: true })

    const before = await member.api.send(Calendar, {})
    const drafts = await admin.api.send(Calendar, { filter: { status: 'DRAFT' } })
    const published = await admin.api.send(PublishEvent, { input: { id, expectedVersion: version } })
    const again = await admin.api.send(PublishEvent, { input: { id } })

    expect(before.data?.events.totalCount).toBe(0)
    expect((await member.api.send(Calendar, { filter: { status: 'DRAFT' } })).data?.events.nodes).toEqual([])
    expect(drafts.data?.events.nodes.map((node) => node.id)).toEqual([id])
    expect(published.data?.publishEvent?.event).toEqual({ status: 'SCHEDULED', version: 2 })
    expect(again.data?.publishEvent?.errors).toMatchObject([{ code: 'NOT_ALLOWED_NOW' }])
    expect((await member.api.send(Told, {})).data?.notifications.nodes).toMatchObject([{ event: { id } }])
  })

  it('refuses what was changed meanwhile', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')
    const { id } = await church.event({ isDraft: true })

    const { data } = await admin.api.send(PublishEvent, { input: { id, expectedVersion: 7 } })

    expect(data?.publishEvent?.errors).toMatchObject([{ code: 'STALE_VERSION', path: ['expectedVersion'] }])
  })

  it('hides the drafts of others from a leader', async () => {
    const church = await world.church()
    const leader = await church.person('LEADER')
    const { id } = await church.event({ isDraft: true, ministryId: await church.ministry() })

    const { data } = await leader.api.send(PublishEvent, { input: { id } })

    expect(data?.publishEvent?.errors).toMatchObject([{ code: 'NOT_FOUND', path: ['id'] }])
  })
})
