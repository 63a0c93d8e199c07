import type { VerifiedClaims } from '../platform/access-tokens.js'
import type { Clock } from '../platform/clock.js'
import type { Viewer } from '../platform/context.js'
import { addSeconds, type Instant, isBefore } from '../platform/instant.js'

/** How long a viewer is believed to hold the same rights when no change is heard, in seconds (domain.md, 6.2). */
export const rightsSeconds = 30

/** Where a viewer's rights are kept: the account's church, and the place of its tables. */
export interface Home {
  readonly id: string
  readonly placeKey: string
}

/**
 * The viewers that requests came from, as they were last read: to find out who asks takes longer than most answers.
 *
 * Forgotten is whatever may have changed: all of a church when this process wrote anything there, or when the database
 * tells of a change by another; everything when something may have been missed. So whoever wrote, reads what they wrote;
 * another process may go by the old for the millisecond that a notification takes.
 */
export interface KnownViewers {
  /** The viewer behind a token, as last read; null when that is too old, or something may have changed since. */
  known(home: Home, claims: VerifiedClaims): Viewer | null
  /** Reads the viewer by `ask`, and remembers what it answers. */
  read(home: Home, claims: VerifiedClaims, ask: () => Promise<Viewer>): Promise<Viewer>
  /** Forgets the viewers of the church with this id or at this place; of all when it is null. */
  readonly forget: (whose: string | null) => void
}

interface Remembered {
  readonly viewer: Viewer
  readonly until: Instant
  readonly state: number
}

/** Remembers viewers by their tokens, for as long as those are remembered. */
export function createKnownViewers(clock: Clock): KnownViewers {
  const kept = new WeakMap<VerifiedClaims, Remembered>()
  // How often something was forgotten: of a church by its id and by its place, and of all.
  const changes = new Map<string, number>()
  let everywhere = 0
  const stateOf = ({ id, placeKey }: Home): number => everywhere + (changes.get(id) ?? 0) + (changes.get(placeKey) ?? 0)

  return {
    known(home, claims) {
      const one = kept.get(claims)
      return one && one.state === stateOf(home) && isBefore(clock.now(), one.until) ? one.viewer : null
    },
    async read(home, claims, ask) {
      // What is read while it changes may be the old: it is remembered as of before, and not believed.
      const state = stateOf(home)
      const until = addSeconds(clock.now(), rightsSeconds)
      const viewer = await ask()
      kept.set(claims, { viewer, until, state })
      return viewer
    },
    forget(whose) {
      if (whose === null) everywhere += 1
      else changes.set(whose, (changes.get(whose) ?? 0) + 1)
    },
  }
}
