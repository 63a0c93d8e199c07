import { createHash } from 'node:crypto'
import { addSeconds, type Instant, isBefore } from '../platform/instant.js'

/** How long failures are counted together, in seconds. */
const windowSeconds = 3600

/** How many counters a church has; the database knows it too. */
const slots = 64

/** The failures that are counted in one place. */
export interface FailureCount {
  readonly windowStartedAt: Instant
  readonly attempts: number
  /** How many of them the audit log has told of. */
  readonly told: number
}

/** What one more failure makes of a count. */
export interface CountedFailure {
  readonly count: FailureCount
  /** Failures to be told of now, this one included; 0 when they wait for the next power of ten. */
  readonly tell: number
  /** Failures of a window that is over, which nobody was told of. */
  readonly leftOver: number
}

/**
 * The place where failures of this address from this machine are counted. There are few: whoever guesses from everywhere
 * with every name shares them with others, and the table stays as small as it is.
 */
export const slotOf = (email: string, ip: string | null): number =>
  createHash('sha256')
    .update(JSON.stringify([email, ip]))
    .digest()
    .readUInt8(0) % slots

/** Counts a failure at `now`. Told are the 1st, 10th, 100th and so on of a window, each with all before it. */
export function countFailure(count: FailureCount | null, now: Instant): CountedFailure {
  const isOver = !count || !isBefore(now, addSeconds(count.windowStartedAt, windowSeconds))
  const previous = isOver ? { windowStartedAt: now, attempts: 0, told: 0 } : count
  const attempts = previous.attempts + 1
  const isTold = /^10*$/.test(String(attempts))
  return {
    count: { windowStartedAt: previous.windowStartedAt, attempts, told: isTold ? attempts : previous.told },
    tell: isTold ? attempts - previous.told : 0,
    leftOver: isOver && count ? count.attempts - count.told : 0,
  }
}
