import { describe, expect, it } from 'vitest'
import type { Person } from '../testing/church-world.js'
import { graphql } from '../testing/generated/gql.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const UpdateEvent = graphql(`
  mutation UpdateEvent($input: UpdateEventInput!) {
    updateEvent(input: $input) {
      event {
        id
        title
        version
      }
      errors {
        code
        path
      }
    }
  }
`)

const CancelEvent = graphql(`
  mutation CancelEvent($input: CancelEventInput!) {
    cancelEvent(input: $input) {
      event {
        status
        cancelReason
      }
      errors {
        code
        path
      }
    }
  }
`)

const DeleteEvent = graphql(`
  mutation DeleteEvent($input: EventInput!) {
    deleteEvent(input: $input) {
      event {
        id
      }
      errors {
        code
        path
      }
    }
  }
`)

const EventsLeft = graphql(`
  query EventsLeft {
    events {
      totalCount
    }
  }
`)

const NewsOfEvents = graphql(`
  query NewsOfEvents {
    notifications {
      nodes {
        type
        priority
        message
      }
    }
  }
`)

const weekly = {
  ...{ title: 'Service', startsAt: '2031-03-02T09:00:00Z', endsAt: '2031-03-02T11:00:00Z', timeZone: 'Africa/Accra' },
  rrule: 'FREQ=WEEKLY;COUNT=5',
}
const third = '2031-03-16T09:00:00Z'

/** What somebody has been told, the first first. */
async function toldTo({ api }: Person): Promise<readonly string[]> {
  const { data } = await api.send(NewsOfEvents, {})
  return (data?.notifications.nodes ?? [])
    .map(({ type, priority, message }) => `${type} ${priority} ${message}`)
    .toReversed()
}

describe('updateEvent', () => {
  it('tells of another time or place, and of nothing else', async () => {
    const church = await world.church()
    const [admin, member] = [await church.person('ADMIN'), await church.person('MEMBER')]
    const { id } = await church.event(weekly)

    await admin.api.send(UpdateEvent, { input: { id, title: 'Worship' } })
    await admin.api.send(UpdateEvent, { input: { id, location: 'Hall' } })
    await admin.api.send(UpdateEvent, {
      input: { id, scope: 'THIS', occurrenceAt: third, startsAt: '2031-03-16T10:00:00Z' },
    })
    await admin.api.send(UpdateEvent, { input: { id, scope: 'FOLLOWING', occurrenceAt: third, title: 'Late' } })

    expect(await toldTo(member)).toEqual([
      'EVENT_CREATED NORMAL Sunday, 2 March 2031 at 09:00',
      'EVENT_CHANGED HIGH Sunday, 2 March 2031 at 09:00, Hall',
      'EVENT_CHANGED HIGH Sunday, 16 March 2031 at 10:00, Hall',
    ])
  })

  it('tells nobody of a draft, nor of what is over', async () => {
    const church = await world.church()
    const [admin, member] = [await church.person('ADMIN'), await church.person('MEMBER')]
    const draft = await church.event({ isDraft: true })
    const past = await church.event({ startsAt: '2001-01-01T00:00:00Z' })

    await admin.api.send(UpdateEvent, { input: { id: draft.id, location: 'Hall' } })
    await admin.api.send(UpdateEvent, { input: { id: past.id, location: 'Hall' } })

    expect(await toldTo(member)).toEqual([])
  })

  it('is for leaders in ministries that they lead, before and after', async () => {
    const church = await world.church()
    const leader = await church.person('LEADER')
    const ministryId = await church.ministry([leader.memberId ?? ''])
    const [own, foreign] = [await church.event({ ministryId }), await church.event()]

    const done = await leader.api.send(UpdateEvent, { input: { id: own.id, title: 'Ours' } })
    const given = await leader.api.send(UpdateEvent, { input: { id: own.id, ministryId: await church.ministry() } })
    const taken = await leader.api.send(UpdateEvent, { input: { id: foreign.id, ministryId } })

    expect(done.data?.updateEvent).toMatchObject({ event: { title: 'Ours' }, errors: [] })
    for (const { errors } of [given, taken]) expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  })

  it('is refused for a kind that the church has switched off', async () => {
    const church = await world.church({ denomination: 'PENTECOSTAL' })
    const admin = await church.person('ADMIN')
    const { id } = await church.event()

    const { errors } = await admin.api.send(UpdateEvent, { input: { id, type: 'HEALTH' } })

    expect(errors).toMatchObject([{ extensions: { code: 'FEATURE_DISABLED' } }])
  })

  it('asks whether it may fall on a guarded Sabbath', async () => {
    const church = await world.church({ denomination: 'SEVENTH_DAY_ADVENTIST' })
    const admin = await church.person('ADMIN')
    await church.write((db) => db.updateTable('church_settings').set({ sabbath_guard: true }).execute())
    const { id } = await church.event(weekly)
    const saturday = { id, startsAt: '2031-03-01T09:00:00Z' }

    const asked = await admin.api.send(UpdateEvent, { input: saturday })
    const confirmed = await admin.api.send(UpdateEvent, { input: { ...saturday, confirmSabbath: true } })

    expect(asked.data?.updateEvent?.errors).toMatchObject([{ code: 'SABBATH_UNCONFIRMED', path: ['confirmSabbath'] }])
    expect(confirmed.data?.updateEvent?.errors).toEqual([])
  })
})

describe('cancelEvent', () => {
  it('tells those whom it is shown to, and only them', async () => {
    const church = await world.church()
    const [admin, inChoir, other] = [
      await church.person('ADMIN'),
      await church.person('MEMBER'),
      await church.person('MEMBER'),
    ]
    const ministryId = await church.ministry([inChoir.memberId ?? ''])
    const { id } = await church.event({ ...weekly, ministryId })

    const { data } = await admin.api.send(CancelEvent, { input: { id, reason: 'No light' } })

    expect(data?.cancelEvent?.event).toEqual({ status: 'CANCELLED', cancelReason: 'No light' })
    expect(await toldTo(other)).toEqual([])
    const told = await church.write((db) =>
      db.selectFrom('notification').select(['type', 'audience_kind', 'audience_ids']).orderBy('seq').execute(),
    )
    expect(told).toEqual([
      { type: 'EVENT_CREATED', audience_kind: 'MINISTRY', audience_ids: [ministryId] },
      { type: 'EVENT_CANCELLED', audience_kind: 'MINISTRY', audience_ids: [ministryId] },
    ])
  })

  it('tells leaders of what is for leaders, or the administrators where there are none', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')
    const first = await church.event({ ...weekly, visibility: 'LEADERS' })
    await church.person('LEADER')
    await admin.api.send(CancelEvent, { input: { id: first.id } })

    const told = await church.write((db) =>
      db
        .selectFrom('notification')
        .innerJoin('role', (join) => join.on('role.id', '=', (eb) => eb.fn('any', ['audience_ids'])))
        .select(['type', 'role.key', 'audience_kind'])
        .orderBy('seq')
        .execute(),
    )
    expect(told).toEqual([
      { type: 'EVENT_CREATED', key: 'ADMIN', audience_kind: 'ROLE' },
      { type: 'EVENT_CANCELLED', key: 'LEADER', audience_kind: 'ROLE' },
    ])
  })
})

describe('deleteEvent', () => {
  it('removes it for good, and tells nobody', async () => {
    const church = await world.church()
    const [admin, member] = [await church.person('ADMIN'), await church.person('MEMBER')]
    const { id } = await church.event({ ...weekly, isDraft: true })

    const { data } = await admin.api.send(DeleteEvent, { input: { id } })
    const again = await admin.api.send(DeleteEvent, { input: { id } })

    expect(data?.deleteEvent).toEqual({ event: { id }, errors: [] })
    expect(again.data?.deleteEvent?.errors).toEqual([{ code: 'NOT_FOUND', path: ['id'] }])
    expect((await admin.api.send(EventsLeft, {})).data?.events.totalCount).toBe(0)
    expect(await toldTo(member)).toEqual([])
  })
})
