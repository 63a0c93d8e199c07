import { addDays, daysBetween, type Instant, localDay, toEpochMilliseconds } from '../platform/instant.js'
import { type EventException, type Repeating, startsOf } from './occurrences.js'

/** An occurrence that goes by another original start from now on. */
export interface Move {
  readonly from: Instant
  readonly to: Instant
}

/** What becomes of the occurrences of an event whose times change. */
export interface Moves {
  /** Every occurrence that goes on, also those that stay where they are. */
  readonly moves: readonly Move[]
  /** The original starts of those that there are no more. */
  readonly gone: readonly Instant[]
}

/** An event as it was and as it is to be. */
export interface Rewriting {
  readonly before: Repeating
  readonly after: Repeating
  /** The original starts of `before` that are asked about. */
  readonly starts: readonly Instant[]
  /** Whether it goes on by the rule it had. */
  readonly keepsRule: boolean
}

/**
 * Which occurrence becomes which. While the rule stays, a service moved to ten o’clock takes everybody along: each goes to
 * the day that lies as far on as the first one's, or else to the one in its place in the order, if that is nobody else's.
 * The order alone would send people to another week where the clocks skip an occurrence. Under another rule, only those
 * on the same day go on.
 */
export function matchOccurrences({ before, after, starts, keepsRule }: Rewriting): Moves {
  const later = startsOf(after)
  const byDay = new Map(later.map((start) => [localDay(start, after.timeZone), start]))
  const days = keepsRule && starts[0] && later[0] ? daysBetween(dayOf(starts[0], before), dayOf(later[0], after)) : 0
  const onDay = starts.map((from) => byDay.get(addDays(dayOf(from, before), days)))
  const taken = new Set(onDay)
  const found = starts.map((from, index) => {
    const inPlace = keepsRule && !taken.has(later[index]) ? later[index] : undefined
    return { from, to: onDay[index] ?? inPlace }
  })
  return {
    moves: found.flatMap(({ from, to }) => (to === undefined ? [] : [{ from, to }])),
    gone: found.flatMap(({ from, to }) => (to === undefined ? [from] : [])),
  }
}

const dayOf = (start: Instant, { timeZone }: Repeating) => localDay(start, timeZone)

/** What was decided about single occurrences, after these have moved; of those that are gone nothing is left. */
export function moveExceptions(exceptions: readonly EventException[], { moves }: Moves): readonly EventException[] {
  const to = new Map(moves.map((move) => [toEpochMilliseconds(move.from), move.to]))
  return exceptions.flatMap((exception) => {
    const originalAt = to.get(toEpochMilliseconds(exception.originalAt))
    return originalAt === undefined ? [] : [{ ...exception, originalAt }]
  })
}
