import type { AccessTokens } from './access-tokens.js'
import type { Blocked } from './blocked.js'
import type { Clock } from './clock.js'
import type { ChurchHere, Ctx, Origin } from './context.js'
import type { ControlDesk } from './db/handles.js'
import type { FileStore } from './files/file-store.js'
import type { Limits } from './limits/limits.js'
import type { Throttle } from './limits/throttle.js'
import type { Log } from './log.js'

/** Somebody who keeps the platform and belongs to no church. */
export interface SuperAdmin {
  readonly userId: string
  readonly email: string
  readonly name: string
}

/**
 * What there is before a church is entered: on the central host, without `X-Church`. Signing a church up and looking for
 * a name happen here, and what super-admins do; everything else needs a church.
 */
export interface Lobby {
  readonly church: null
  readonly origin: Origin
  /** Who asks, when it is a super-admin; everybody else is a stranger here. */
  readonly superAdmin: SuperAdmin | null
  /** Why a token that was sent makes nobody a super-admin; null when none was sent. */
  readonly refusedToken: Blocked | null
  readonly tokens: AccessTokens
  /** Counts who guesses passwords. */
  readonly limits: Limits
  /** Throws THROTTLED when something was done too often; `by` says who is counted. */
  readonly throttle: Throttle
  readonly clock: Clock
  readonly log: Log
  /** Keeps files of churches. */
  readonly files: FileStore
  /** The catalogue of churches. Inside one of its transactions a church can be claimed. */
  readonly catalogue: ControlDesk
  /** The accounts of super-admins, and what may be done to churches as a whole. */
  readonly platform: ControlDesk
  /** The accounts of one church: to count them. */
  readonly accountsOf: (churchId: string) => ControlDesk
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
