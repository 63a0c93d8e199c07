import { type Instant, localDay, toEpochMilliseconds } from '../platform/instant.js'
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
 * Which occurrence becomes which: by their order while the rule stays, so that a service moved to ten o’clock takes
 * everybody along; under another rule, those on the same day.
 */
export function matchOccurrences({ before, after, starts, keepsRule }: Rewriting): Moves {
  const later = startsOf(after)
  const byDay = new Map(later.map((start) => [localDay(start, after.timeZone), start]))
  const found = starts.map((from, index) => ({
    from,
    to: keepsRule ? later[index] : byDay.get(localDay(from, before.timeZone)),
  }))
  return {
    moves: found.flatMap(({ from, to }) => (to === undefined ? [] : [{ from, to }])),
    gone: found.flatMap(({ from, to }) => (to === undefined ? [from] : [])),
  }
}

/** What was decided about single occurrences, after these have moved; of those that are gone nothing is left. */
export function moveExceptions(exceptions: readonly EventException[], { moves }: Moves): readonly EventException[] {
  const to = new Map(moves.map((move) => [toEpochMilliseconds(move.from), move.to]))
  return exceptions.flatMap((exception) => {
    const originalAt = to.get(toEpochMilliseconds(exception.originalAt))
    return originalAt === undefined ? [] : [{ ...exception, originalAt }]
  })
}
