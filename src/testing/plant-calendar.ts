import { namesOf } from '../platform/tenancy/place.js'
import type { ChurchWorld } from './church-world.js'
import type { TestDatabase } from './worker-database.js'

/**
 * Lets an event take place so many hours in a row, with a description of 1,000 characters that no zip makes much shorter:
 * a few thousand do not fit into the buffers of a connection.
 */
export async function plantCalendar(
  database: TestDatabase,
  { church }: ChurchWorld,
  { eventId, count }: { readonly eventId: string; readonly count: number },
): Promise<void> {
  const { schema } = namesOf(church.placeKey)
  await database.owner.query(
    `update "${schema}".event
     set description = (select string_agg(md5(random()::text || k), '') from generate_series(1, 31) k)
     where id = '${eventId}'`,
  )
  await database.owner.query(
    `insert into "${schema}".event_occurrence
       (event_id, occurrence_at, starts_at, ends_at, is_cancelled, type, visibility, ministry_id, is_draft)
     select event.id, at, at, at + interval '1 hour', false, type, visibility, ministry_id, status = 'DRAFT'
     from "${schema}".event cross join generate_series(timestamptz '2100-01-01', timestamptz '2100-01-01' + interval '1 hour' * ${count - 1}, '1 hour') at where event.id = '${eventId}'`,
  )
}
