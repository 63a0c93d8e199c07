import { beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../platform/clock.js'
import { connectionOn, handleOn } from '../platform/db/handle-on.js'
import type { ChurchTables } from '../platform/db/tables.generated.js'
import { addSeconds } from '../platform/instant.js'
import type { ChurchWorld } from '../testing/church-world.js'
import { plantLargeCalendar } from '../testing/plant-large-calendar.js'
import { createWorld } from '../testing/world.js'
import type { EventFilter } from './event-filter.js'
import { eventList, type EventListRequest } from './event-list.queries.js'
import type { EventReach } from './event-reach.js'
import { eventTypes, eventVisibilities } from './event.js'

const world = await createWorld()

let church: ChurchWorld
let ministryIds: readonly string[]
beforeAll(async () => {
  church = await world.church()
  await plantLargeCalendar(world, church)
  const rows = await church.write((db) =>
    db.selectFrom('ministry').select('id').where('name', 'in', ['Ministry 3', 'Ministry 30']).orderBy('name').execute(),
  )
  ministryIds = rows.map(({ id }) => id)
})

/** A node of a plan, as EXPLAIN writes it. */
interface PlanNode {
  readonly 'Relation Name'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly 'Rows Removed by Join Filter'?: number
  readonly Plans?: readonly PlanNode[]
}

/** How many rows of tables a plan looked at, and how many pairs of them. */
const lookedAt = (node: PlanNode): number => {
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Join Filter'] ?? 0)
  const own = (node['Relation Name'] ? node['Actual Rows'] : 0) + removed
  return own * node['Actual Loops'] + (node.Plans ?? []).map(lookedAt).reduce((sum, one) => sum + one, 0)
}

const nobody = '01890a5d-ac96-774b-bcce-b302099a8057'
const now = systemClock.now()
const times: Readonly<Record<string, EventFilter>> = {
  'at any time': {},
  'to come': { endsAfter: now },
  over: { endsBefore: now },
  'of a month': { from: now, to: addSeconds(now, 30 * 86_400) },
  'of a year': { from: now, to: addSeconds(now, 365 * 86_400) },
}

/** Everything that `events` can be narrowed by, common, rare, and what there is not. */
function filtersOf(time: EventFilter): readonly EventFilter[] {
  const types = [null, 'SERVICE', 'SPECIAL', 'OTHER'] as const
  const statuses = [null, 'SCHEDULED', 'CANCELLED', 'DRAFT'] as const
  const visibilities = [null, ...eventVisibilities]
  return types.flatMap((type) =>
    statuses.flatMap((status) =>
      visibilities.flatMap((visibility) =>
        [null, ...ministryIds, nobody].map((ministryId) => ({ ...time, type, status, visibility, ministryId })),
      ),
    ),
  )
}

const reaches: Readonly<Record<string, () => EventReach>> = {
  staff: () => ({ visibilities: eventVisibilities, ministryIds: [], drafts: 'all', types: eventTypes }),
  'a leader': () => ({
    ...{ visibilities: ['PUBLIC', 'MEMBERS', 'LEADERS'], drafts: ministryIds, ministryIds },
    types: eventTypes.filter((type) => type !== 'SABBATH'),
  }),
  'a stranger': () => ({ visibilities: ['PUBLIC'], ministryIds: [], drafts: [], types: eventTypes }),
}

describe('a page of fifty among fifty thousand occurrences', () => {
  const cases = Object.keys(reaches).flatMap((who) => Object.keys(times).map((when) => [who, when] as const))

  it.each(cases)('for %s, %s: looks at few rows, whatever it is narrowed by', async (who, when) => {
    const reach = reaches[who]?.()
    if (!reach) throw new Error(`Nobody is called ${who}.`)
    const client = await world.database.owner.connect()
    try {
      await client.query(`set search_path to c_${church.church.placeKey}`)
      const costly: string[] = []
      for (const filter of filtersOf(times[when] ?? {})) {
        let rows = 0
        // Each statement is explained, and then asked: the second may depend on what the first answers.
        const connection = connectionOn(async ({ sql, parameters }) => {
          const plan = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
            `explain (analyze, format json) ${sql}`,
            [...parameters],
          )
          rows += plan.rows.map((row) => lookedAt(row['QUERY PLAN'][0].Plan)).reduce((sum, one) => sum + one, 0)
          const answer = await client.query<never>(sql, [...parameters])
          return { rows: answer.rows }
        })
        const request: EventListRequest = { first: 50, filter, sort: when === 'over' ? 'STARTS_AT_DESC' : 'STARTS_AT' }
        await eventList(handleOn<ChurchTables>({ provideConnection: (work) => work(connection) }), reach, request)
        // A tenth of them takes some two milliseconds.
        if (rows > 5000) costly.push(`${rows} rows: ${JSON.stringify(filter)}`)
      }
      expect(costly).toEqual([])
    } finally {
      await client.query('reset search_path')
      client.release()
    }
  })
})
