import {
  type AliasableExpression,
  type Expression,
  type ExpressionBuilder,
  type Selectable,
  sql,
  type SqlBool,
} from 'kysely'
import type { Db } from '../platform/db/handles.js'
import { countUpTo, keysetOrder, readPage } from '../platform/db/keyset.js'
import type { ChurchTables } from '../platform/db/tables.generated.js'
import type { Page, PageRequest } from '../platform/page.js'
import type { EventFilter } from './event-filter.js'
import type { EventReach } from './event-reach.js'
import { type Event, type EventType, eventTypes, eventVisibilities } from './event.js'
import { seriesColumns } from './events.repository.js'
import { goingOnOf, type GoingOn } from './going-on.queries.js'
import { joinOccurrences, occurrenceColumns } from './occurrences.repository.js'

/** The directions a list can have. */
export const eventSorts = ['STARTS_AT', 'STARTS_AT_DESC'] as const

/** What the list is asked for. */
export interface EventListRequest extends PageRequest {
  readonly filter?: EventFilter | null
  readonly sort?: (typeof eventSorts)[number] | null
}

/** An event as one of its occurrences shows it, and its id under the name of the column that a page goes on from. */
interface ListedEvent extends Event {
  readonly eventId: string
}

const orderOf = (direction: 'asc' | 'desc') =>
  keysetOrder<ListedEvent>(
    [
      { column: 'startsAt', direction, kind: 'instant' },
      { column: 'eventId', direction, kind: 'id' },
      { column: 'occurrenceAt', direction, kind: 'instant' },
    ],
    'event_occurrence',
  )

const orders = { STARTS_AT: orderOf('asc'), STARTS_AT_DESC: orderOf('desc') } as const

/**
 * A page of the occurrences within `reach`, by start: a series stands in it once for each. Those called off are shown as
 * CANCELLED; drafts only when their status is asked for. Throws BAD_CURSOR, BAD_USER_INPUT.
 */
export async function eventList(db: Db, reach: EventReach, request: EventListRequest): Promise<Page<Event>> {
  const order = orders[request.sort ?? 'STARTS_AT']
  const filter = request.filter ?? {}
  const wanted = wantedOf(db, reach, { ...filter, goingOn: await goingOnOf(db, filter) })
  return readPage<ListedEvent>(request, order, {
    rows: (after, limit) =>
      shownOn(db, wanted.selectAll().where(after).orderBy(order.orderBy).limit(limit))
        // Whatever an occurrence says, its event decides whom it is shown to.
        .where((eb) => (filter.status === 'DRAFT' ? draftsWithin(eb, reach) : shownTo(eb, reach)))
        .where('event.type', 'in', [...reach.types])
        .orderBy(order.orderBy)
        .execute(),
    count: () => countUpTo(db, wanted.select('event_occurrence.event_id')),
  })
}

type OccurrenceRow = Selectable<ChurchTables['event_occurrence']>

/** What a page shows of its occurrences: found when it is known which they are, and of no others. */
const shownOn = (db: Db, page: AliasableExpression<OccurrenceRow>) =>
  db
    .selectFrom(page.as('event_occurrence'))
    .innerJoin('event', 'event.id', 'event_occurrence.event_id')
    .leftJoin('event_exception', (join) =>
      join
        .onRef('event_exception.event_id', '=', 'event_occurrence.event_id')
        .onRef('event_exception.original_at', '=', 'event_occurrence.occurrence_at'),
    )
    .select(seriesColumns)
    .select(occurrenceColumns)
    .select('event_occurrence.event_id as eventId')

/** The occurrences wanted, by what they say themselves: one table, so that its indexes answer. */
function wantedOf(
  db: Db,
  reach: EventReach,
  { goingOn, ...filter }: EventFilter & { readonly goingOn: GoingOn | null },
) {
  const { type, visibility, ministryId, status, to, endsBefore } = filter
  return db
    .selectFrom('event_occurrence')
    .where((eb) => isOfType(eb, reach, type ?? null))
    .where((eb) => (status === 'DRAFT' ? isDraftWithin(eb, reach) : isShownTo(eb, reach)))
    .$if(goingOn !== null, (query) =>
      query
        .where('event_occurrence.ends_at', '>', goingOn?.endsAfter ?? '')
        .where('event_occurrence.starts_at', '>=', goingOn?.startsFrom ?? ''),
    )
    .$if(Boolean(to), (query) => query.where('event_occurrence.starts_at', '<', to ?? ''))
    .$if(Boolean(endsBefore), (query) =>
      query
        .where('event_occurrence.ends_at', '<=', endsBefore ?? '')
        // Follows from it, and says where in the order by start to begin.
        .where('event_occurrence.starts_at', '<', endsBefore ?? ''),
    )
    .$if(Boolean(visibility), (query) => query.where('event_occurrence.visibility', '=', visibility ?? 'MEMBERS'))
    .$if(Boolean(ministryId), (query) => query.where('event_occurrence.ministry_id', '=', ministryId ?? ''))
    .$if(status === 'SCHEDULED' || status === 'CANCELLED', (query) =>
      query.where('event_occurrence.is_cancelled', '=', status === 'CANCELLED'),
    )
}

type OccurrenceBuilder = ExpressionBuilder<ChurchTables, 'event_occurrence'>

function isOfType(eb: OccurrenceBuilder, { types }: EventReach, type: EventType | null): Expression<SqlBool> {
  if (type !== null) return types.includes(type) ? eb('event_occurrence.type', '=', type) : eb.lit(false)
  return types.length === eventTypes.length ? eb.lit(true) : eb('event_occurrence.type', 'in', [...types])
}

/** `shownTo`, of occurrences. */
function isShownTo(eb: OccurrenceBuilder, { visibilities, ministryIds }: EventReach): Expression<SqlBool> {
  const isPublished = eb('event_occurrence.is_draft', '=', false)
  if (visibilities.length === eventVisibilities.length) return isPublished
  const [only, ...others] = visibilities
  const isSeen =
    only && others.length === 0
      ? eb('event_occurrence.visibility', '=', only)
      : eb('event_occurrence.visibility', 'in', [...visibilities])
  const isOfOwn = eb.and([
    eb('event_occurrence.visibility', '=', 'MINISTRY'),
    sql<SqlBool>`event_occurrence.ministry_id = any(${[...ministryIds]}::uuid[])`,
  ])
  return eb.and([isPublished, ministryIds.length > 0 ? eb.or([isSeen, isOfOwn]) : isSeen])
}

function isDraftWithin(eb: OccurrenceBuilder, { drafts }: EventReach): Expression<SqlBool> {
  const isDraft = eb('event_occurrence.is_draft', '=', true)
  if (drafts === 'all') return isDraft
  return eb.and([isDraft, sql<SqlBool>`event_occurrence.ministry_id = any(${[...drafts]}::uuid[])`])
}

type Builder = ExpressionBuilder<ChurchTables, 'event'>

/** What `maySeeEvent` says of one event, asked of many. */
export const shownTo = (eb: Builder, { visibilities, ministryIds }: EventReach): Expression<SqlBool> => {
  const isSeen = eb('event.visibility', 'in', [...visibilities])
  const isOfOwn = eb.and([
    eb('event.visibility', '=', 'MINISTRY'),
    sql<SqlBool>`event.ministry_id = any(${[...ministryIds]}::uuid[])`,
  ])
  return eb.and([eb('event.status', '<>', 'DRAFT'), ministryIds.length > 0 ? eb.or([isSeen, isOfOwn]) : isSeen])
}

const draftsWithin = (eb: Builder, { drafts }: EventReach): Expression<SqlBool> => {
  const isDraft = eb('event.status', '=', 'DRAFT')
  if (drafts === 'all') return isDraft
  return eb.and([isDraft, sql<SqlBool>`event.ministry_id = any(${[...drafts]}::uuid[])`])
}

/** The occurrences that a filter leaves of those within `reach`, with their events: all that the list shows page by page. */
export function wantedOccurrences(db: Db, reach: EventReach, { from, to, ...filter }: EventFilter) {
  const { type, visibility, ministryId, status, endsAfter, endsBefore } = filter
  return joinOccurrences(db)
    .where('event.type', 'in', [...reach.types])
    .where((eb) => (status === 'DRAFT' ? draftsWithin(eb, reach) : shownTo(eb, reach)))
    .$if(Boolean(from), (query) => query.where('event_occurrence.ends_at', '>', from ?? ''))
    .$if(Boolean(to), (query) => query.where('event_occurrence.starts_at', '<', to ?? ''))
    .$if(Boolean(endsAfter), (query) => query.where('event_occurrence.ends_at', '>', endsAfter ?? ''))
    .$if(Boolean(endsBefore), (query) => query.where('event_occurrence.ends_at', '<=', endsBefore ?? ''))
    .$if(Boolean(type), (query) => query.where('event.type', '=', type ?? 'OTHER'))
    .$if(Boolean(visibility), (query) => query.where('event.visibility', '=', visibility ?? 'MEMBERS'))
    .$if(Boolean(ministryId), (query) => query.where('event.ministry_id', '=', ministryId ?? ''))
    .$if(status === 'SCHEDULED' || status === 'CANCELLED', (query) =>
      query.where('event_occurrence.is_cancelled', '=', status === 'CANCELLED'),
    )
}
