import type { AccessTokens } from './access-tokens.js'
import type { Clock } from './clock.js'
import type { ChurchHere, Ctx, Origin } from './context.js'
import type { ControlDesk } from './db/handles.js'
import type { Throttle } from './limits/throttle.js'
import type { Log } from './log.js'

/**
 * What there is before a church is entered: on the central host, without `X-Church`. Signing a church up and looking for
 * a name happen here; everything else needs a church.
 */
export interface Lobby {
  readonly church: null
  readonly origin: Origin
  readonly tokens: AccessTokens
  /** Throws THROTTLED when something was done too often; `by` says who is counted. */
  readonly throttle: Throttle
  readonly clock: Clock
  readonly log: Log
  /** The catalogue of churches. Inside one of its transactions a church can be claimed. */
  readonly catalogue: ControlDesk
  /** Runs `work` on the tables of a church that nobody can enter yet, all or nothing. */
  readonly inChurch: <T>(
    place: { readonly cell: string; readonly key: string },
    work: (db: Ctx['db']) => Promise<T>,
  ) => Promise<T>
  /** The cells that take new churches, the one with the most room first. */
  readonly openCells: () => Promise<readonly string[]>
  /** Builds one more church into the pool of the first of them, now. */
  readonly buildWarmChurch: () => Promise<void>
  /** Tells the pool that it was drawn from. */
  readonly refill: () => void
  /** Goes on inside the church at this subdomain: what the rest of the operation asks is answered there. */
  enter(subdomain: string): Promise<ChurchHere>
}
