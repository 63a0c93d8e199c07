import type { Instant } from './instant.js'

/** The only source of the present moment. */
export interface Clock {
  /** The present moment, to the millisecond. */
  now(): Instant
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date().toISOString() }
