import { describe, expect, it } from 'vitest'
import { graphql } from '../testing/generated/gql.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const Window = graphql(`
  query Window($filter: EventFilter) {
    events(first: 1, filter: $filter) {
      totalCount
    }
  }
`)

describe('events of a time', () => {
  it('holds no series more than 366 times', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')
    const startsAt = '2031-01-01T09:00:00Z'
    await church.event({ startsAt, rrule: 'FREQ=DAILY;COUNT=400' })
    await church.event({ startsAt, rrule: 'FREQ=WEEKLY;COUNT=400' })

    const most = await admin.api.send(Window, { filter: { from: startsAt, to: '2032-01-02T09:00:00Z' } })
    const more = await admin.api.send(Window, { filter: { from: startsAt, to: '2032-01-02T09:00:01Z' } })
    const later = await admin.api.send(Window, { filter: { from: '2031-06-01T00:00:00Z', to: '2038-01-01T00:00:00Z' } })

    expect(most.data?.events.totalCount).toBe(366 + 53)
    expect(more.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argumentPath: ['filter', 'to'] } }])
    expect(later.errors).toEqual([])
  })
})
