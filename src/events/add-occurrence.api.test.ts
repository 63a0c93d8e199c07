import { describe, expect, it } from 'vitest'
import { graphql } from '../testing/generated/gql.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const AddOccurrence = graphql(`
  mutation AddOccurrence($input: AddOccurrenceInput!) {
    addOccurrence(input: $input) {
      event {
        id
        occurrenceAt
        startsAt
        endsAt
        title
        location
        capacity
      }
      errors {
        code
        path
        params
      }
    }
  }
`)

const weekly = { title: 'Study', startsAt: '2031-03-02T09:00:00Z', rrule: 'FREQ=WEEKLY;COUNT=3' }

describe('addOccurrence', () => {
  it('answers with the occurrence, what is left out as in the series', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')
    const { id } = await church.event({ ...weekly, location: 'Hall' })

    const input = { id, startsAt: '2031-03-05T20:00:00+01:00', title: null, location: null, capacity: null }
    const { data } = await admin.api.send(AddOccurrence, { input })

    expect(data?.addOccurrence).toEqual({
      event: {
        ...{ id, occurrenceAt: '2031-03-05T19:00:00Z', startsAt: '2031-03-05T19:00:00Z' },
        ...{ endsAt: '2031-03-05T21:00:00Z', title: 'Study', location: 'Hall', capacity: null },
      },
      errors: [],
    })
  })

  it('says how often a series may take place', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')
    const { id } = await church.event({ ...weekly, rrule: 'FREQ=DAILY;COUNT=1000' })

    const { data } = await admin.api.send(AddOccurrence, { input: { id, startsAt: '2031-03-05T19:00:00Z' } })

    expect(data?.addOccurrence).toEqual({
      event: null,
      errors: [{ code: 'SERIES_TOO_LONG', path: ['startsAt'], params: { maximum: 1000 } }],
    })
  })

  it('is for a leader of its ministry, and for no other', async () => {
    const church = await world.church()
    const leader = await church.person('LEADER')
    const own = await church.event({ ...weekly, ministryId: await church.ministry([leader.memberId ?? '']) })
    const foreign = await church.event(weekly)
    const hidden = await church.event({ ...weekly, ministryId: await church.ministry() })
    const add = (id: string) => leader.api.send(AddOccurrence, { input: { id, startsAt: '2031-03-05T19:00:00Z' } })

    expect((await add(own.id)).data?.addOccurrence?.errors).toEqual([])
    expect((await add(foreign.id)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
    expect((await add(hidden.id)).data?.addOccurrence?.errors).toMatchObject([{ code: 'NOT_FOUND', path: ['id'] }])
  })
})
