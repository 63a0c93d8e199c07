import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { EventException } from './occurrences.js'

/** What was decided about single occurrences of an event. */
export const exceptionsOf = (db: Db, eventId: string): Promise<EventException[]> =>
  db
    .selectFrom('event_exception')
    .select(['original_at as originalAt', 'kind', 'starts_at as startsAt', 'ends_at as endsAt'])
    .select(['title', 'location', 'capacity', 'cancel_reason as cancelReason', 'is_added as isAdded'])
    .where('event_id', '=', eventId)
    .orderBy('original_at')
    .execute()

const columnsOf = ({ kind, startsAt, endsAt, title, location, capacity, cancelReason }: EventException) => ({
  ...{ kind, title, location, capacity, starts_at: startsAt, ends_at: endsAt, cancel_reason: cancelReason },
})

/** Keeps what is decided about one occurrence, in place of what was. */
export async function keepException(
  db: Db,
  eventId: string,
  { now, ...exception }: EventException & { readonly now: Instant },
): Promise<void> {
  const decided = columnsOf(exception)
  await db
    .insertInto('event_exception')
    .values({ ...decided, event_id: eventId, original_at: exception.originalAt, is_added: exception.isAdded })
    .onConflict((conflict) =>
      conflict.columns(['event_id', 'original_at']).doUpdateSet({ ...decided, updated_at: now }),
    )
    .execute()
}

/** Puts other decisions in place of all that were made about single occurrences of an event. */
export async function replaceExceptions(db: Db, eventId: string, exceptions: readonly EventException[]): Promise<void> {
  await db.deleteFrom('event_exception').where('event_id', '=', eventId).execute()
  if (exceptions.length === 0) return
  await db
    .insertInto('event_exception')
    .values(
      exceptions.map((exception) => ({
        ...columnsOf(exception),
        ...{ event_id: eventId, original_at: exception.originalAt, is_added: exception.isAdded },
      })),
    )
    .execute()
}

/** Keeps that one occurrence was called off, beside what was decided about it before. */
export async function cancelException(
  db: Db,
  called: {
    readonly eventId: string
    readonly occurrenceAt: Instant
    readonly reason: string | null
    readonly now: Instant
  },
): Promise<void> {
  const off = { kind: 'CANCELLED', cancel_reason: called.reason } as const
  await db
    .insertInto('event_exception')
    .values({ ...off, event_id: called.eventId, original_at: called.occurrenceAt })
    .onConflict((conflict) =>
      conflict.columns(['event_id', 'original_at']).doUpdateSet({ ...off, updated_at: called.now }),
    )
    .execute()
}

/** Whether somebody added this occurrence to its series: then the rule does not give it. */
export async function isAddedOccurrence(
  db: Db,
  { eventId, occurrenceAt }: { readonly eventId: string; readonly occurrenceAt: Instant },
): Promise<boolean> {
  const found = await db
    .selectFrom('event_exception')
    .select('is_added as isAdded')
    .where('event_id', '=', eventId)
    .where('original_at', '=', occurrenceAt)
    .executeTakeFirst()
  return found?.isAdded ?? false
}
