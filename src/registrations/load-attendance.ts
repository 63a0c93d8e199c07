import type { Event } from '../events/index.js'
import { batchedByOwner } from '../platform/batched.js'
import type { Needs } from '../platform/context.js'
import type { Headcount } from './headcount.js'
import { headcountsOfMany } from './headcounts.repository.js'
import { nameOfOccurrence } from './places.queries.js'
import { type Turnout, turnoutOfMany } from './presences.queries.js'
import { type RegistrationTotal, registrationTotalsOfMany } from './registration-totals.queries.js'
import { registrationStatuses } from './registration.js'

const loadTotals = batchedByOwner(({ name }) => name, registrationTotalsOfMany)
const loadTurnout = batchedByOwner(({ name }) => name, turnoutOfMany)
const loadHeadcounts = batchedByOwner(({ name }) => name, headcountsOfMany)

const nameOf = ({ id: eventId, occurrenceAt }: Event): string => nameOfOccurrence({ eventId, occurrenceAt })

/** The registrations for an occurrence, one total for each status, batched with other occurrences’. */
export async function registrationTotals(ctx: Needs<never>, event: Event): Promise<readonly RegistrationTotal[]> {
  const totals = await loadTotals(ctx, nameOf(event))
  const none = { registrations: 0, people: 0 }
  return registrationStatuses.map((status) => totals.find((total) => total.status === status) ?? { status, ...none })
}

/** How many came to an occurrence, and are there, batched with other occurrences’. */
export async function turnoutOf(ctx: Needs<never>, event: Event): Promise<Turnout> {
  const [counts] = await loadTurnout(ctx, nameOf(event))
  return counts ?? { came: 0, there: 0 }
}

/** What was counted at an occurrence, batched with other occurrences’. */
export const headcountsAt = (ctx: Needs<never>, event: Event): Promise<readonly Headcount[]> =>
  loadHeadcounts(ctx, nameOf(event))
