import type { Event, OccurrenceKey } from '../events/index.js'
import { batchedByOwner } from '../platform/batched.js'
import type { Needs } from '../platform/context.js'
import { registrationsOfMember } from './own-registrations.queries.js'
import { nameOfOccurrence, type Places, placesOfMany } from './places.queries.js'
import { answersOf, questionsOf } from './questions.repository.js'
import type { Registration } from './registration.js'

const loadPlaces = batchedByOwner(({ name }) => name, placesOfMany)
const loadOwn = batchedByOwner(({ name }) => name, registrationsOfMember)

const keyOf = ({ id: eventId, occurrenceAt }: Event): OccurrenceKey => ({ eventId, occurrenceAt })

/** The places of an occurrence, batched with those of the others that this ctx asks for. */
export async function placesOfEvent(ctx: Needs<never>, event: Event): Promise<Places> {
  const [places] = await loadPlaces(ctx, nameOfOccurrence(keyOf(event)))
  return places ?? { taken: 0, waiting: 0 }
}

/** A member’s registration for an occurrence, batched like `placesOfEvent`; null when there is none, or cancelled. */
export async function registrationFor(ctx: Needs<never>, event: Event, memberId: string): Promise<Registration | null> {
  const [own] = await loadOwn(ctx, `${nameOfOccurrence(keyOf(event))}@${memberId}`)
  return own ?? null
}

/** What an event asks those who register, batched with other events’. */
export const loadQuestions = batchedByOwner(({ eventId }) => eventId, questionsOf)

/** What was answered in a registration, batched with others’. */
export const loadAnswers = batchedByOwner(({ registrationId }) => registrationId, answersOf)
