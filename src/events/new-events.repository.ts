import type { Db } from '../platform/db/handles.js'
import type { Event, EventDraft, EventStatus } from './event.js'
import { draftRow, eventColumns } from './events.repository.js'
import type { Series } from './occurrences.js'
import { addOccurrences } from './occurrences.repository.js'

/** A draft that is about to be kept, with when it takes place. */
export type NewEvent = EventDraft &
  Series & { readonly id: string; readonly createdBy: string; readonly status?: EventStatus }

/** Adds an event with its occurrences, SCHEDULED unless it says otherwise. Belongs inside a transaction. */
export async function addEvent(db: Db, event: NewEvent): Promise<Event> {
  const [added] = await addEvents(db, [event])
  if (!added) throw new Error('An event that was just added is not there.')
  return added
}

/**
 * Adds events with their occurrences, thousands at most, in two statements; returns them in their order. Belongs inside a
 * transaction. Nothing is announced.
 */
export async function addEvents(db: Db, events: readonly NewEvent[]): Promise<readonly Event[]> {
  if (events.length === 0) return []
  const added = await db.insertInto('event').values(events.map(newRow)).returning(eventColumns).execute()
  await addOccurrences(
    db,
    events.flatMap(({ id: eventId, occurrences }) => occurrences.map((occurrence) => ({ ...occurrence, eventId }))),
  )
  return added
}

const newRow = (event: NewEvent) => ({
  ...{ id: event.id, status: event.status ?? 'SCHEDULED', created_by: event.createdBy },
  series_ends_at: event.seriesEndsAt,
  ...draftRow(event),
})
