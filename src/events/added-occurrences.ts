import { addSeconds, type Instant, isBefore, toEpochMilliseconds } from '../platform/instant.js'
import type { Move, Moves } from './event-moves.js'
import { type EventException, type Repeating, startsOf } from './occurrences.js'

/**
 * What a change of a series comes to when it has added occurrences, too: they are not of the rule, so they stay at their
 * own time; one whose name the new rule gives to another goes by the next free second. Where nothing repeats any more,
 * they are gone.
 */
export function keepAdded(moved: Moves, exceptions: readonly EventException[], after: Repeating): Moves {
  const added = exceptions.filter(({ isAdded }) => isAdded).map(({ originalAt }) => originalAt)
  if (added.length === 0) return moved
  if (after.rrule === null) return { moves: moved.moves, gone: [...moved.gone, ...added] }

  const taken = new Set([...startsOf(after), ...added].map(toEpochMilliseconds))
  const byRule = new Set(startsOf(after).map(toEpochMilliseconds))
  const stay = added.map((from): Move => {
    if (!byRule.has(toEpochMilliseconds(from))) return { from, to: from }
    const to = freeStart(from, taken)
    taken.add(toEpochMilliseconds(to))
    return { from, to }
  })
  return { moves: [...moved.moves, ...stay].toSorted((a, b) => (isBefore(a.to, b.to) ? -1 : 1)), gone: moved.gone }
}

/** The first second from `start` on by which no occurrence is known: `taken` are those that are, in milliseconds. */
export function freeStart(start: Instant, taken: ReadonlySet<number>): Instant {
  let free = addSeconds(start, 0)
  while (taken.has(toEpochMilliseconds(free))) free = addSeconds(free, 1)
  return free
}
