import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import { occurrencesNamed } from './places.queries.js'
import type { Registration } from './registration.js'
import { registrationColumns } from './registrations.repository.js'

/**
 * The registrations of members for occurrences, in one statement; cancelled ones are left out. A name is that of the
 * occurrence, `@` and the member.
 */
export const registrationsOfMember = (
  db: Db,
  names: readonly string[],
): Promise<(Registration & { readonly name: string })[]> =>
  db
    .selectFrom(occurrencesNamed(names))
    .innerJoin('event_registration', (join) =>
      join
        .onRef('event_registration.event_id', '=', 'wanted.event_id')
        .onRef('event_registration.occurrence_at', '=', 'wanted.occurrence_at'),
    )
    .where('event_registration.member_id', '=', sql<string>`split_part(wanted.name, '@', 3)::uuid`)
    .where('event_registration.status', '<>', 'CANCELLED')
    .select(registrationColumns)
    .select('wanted.name')
    .execute()
