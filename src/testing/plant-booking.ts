import type { Event } from '../events/index.js'
import type { ChurchWorld } from './church-world.js'

/** A new room, kept for an event as long as that lasts; resolves to the booking. */
export async function plantBooking(
  church: ChurchWorld,
  { id: eventId, occurrenceAt, startsAt, endsAt }: Event,
  { cancelledAt = null }: { readonly cancelledAt?: string | null } = {},
): Promise<string> {
  const id = crypto.randomUUID()
  const resourceId = await plantResource(church)
  const times = { occurrence_at: occurrenceAt, starts_at: startsAt, ends_at: endsAt, cancelled_at: cancelledAt }
  const booking = { id, resource_id: resourceId, event_id: eventId, booked_by: id, ...times }
  await church.write((db) => db.insertInto('booking').values(booking).execute())
  return id
}

/** A new room of this name; resolves to its id. */
export async function plantResource(church: ChurchWorld, name?: string): Promise<string> {
  const id = crypto.randomUUID()
  await church.write((db) =>
    db
      .insertInto('resource')
      .values({ id, name: name ?? `Room ${id}`, kind: 'ROOM' })
      .execute(),
  )
  return id
}
