import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import { occurrencesNamed } from './places.queries.js'
import type { RegistrationStatus } from './registration.js'

/** How many registrations for an occurrence stand so, and for how many people, guests included. */
export interface RegistrationTotal {
  readonly status: RegistrationStatus
  readonly registrations: number
  readonly people: number
}

/** The registrations of many occurrences by status, in one statement; a status that none has is left out. */
export const registrationTotalsOfMany = (
  db: Db,
  names: readonly string[],
): Promise<(RegistrationTotal & { readonly name: string })[]> =>
  db
    .selectFrom(occurrencesNamed(names))
    .innerJoin('event_registration', (join) =>
      join
        .onRef('event_registration.event_id', '=', 'wanted.event_id')
        .onRef('event_registration.occurrence_at', '=', 'wanted.occurrence_at'),
    )
    .select([
      'wanted.name',
      'event_registration.status',
      sql<number>`count(*)::integer`.as('registrations'),
      sql<number>`sum(1 + guests)::integer`.as('people'),
    ])
    .groupBy(['wanted.name', 'event_registration.status'])
    .execute()
