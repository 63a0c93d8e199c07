import { type Clock, systemClock } from '../platform/clock.js'
import { addSeconds } from '../platform/instant.js'

/** A clock that goes with the machine's and can be put forward. What it was put forward it stays. */
export interface MovableClock extends Clock {
  forward(seconds: number): void
}

/** A clock that shows the machine's time until it is put forward. */
export function movableClock(): MovableClock {
  let ahead = 0
  return {
    now: () => addSeconds(systemClock.now(), ahead),
    forward: (seconds) => void (ahead += seconds),
  }
}
