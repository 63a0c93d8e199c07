import type { Catalogue } from '../churches/index.js'
import { findSuperAdmin } from '../identity/index.js'
import { Blocked } from '../platform/blocked.js'
import type { Origin } from '../platform/context.js'
import type { Lobby } from '../platform/lobby.js'
import { childWhenNeeded } from '../platform/log.js'
import { ctxFor } from './context.js'
import { type Parts, throttleOf } from './parts.js'
import { noToken } from './read-token.js'

/** Who asks in the lobby: nobody, a super-admin, or somebody whose token makes him none. */
export type Caller = Pick<Lobby, 'superAdmin' | 'refusedToken'>

/** Finds out whether `token` is a super-admin's, by the account as it is now; null stands for none. Never throws a no. */
export async function findCaller({ gate, tokens }: Parts, token: string | null): Promise<Caller> {
  if (token === null) return { superAdmin: null, refusedToken: null }
  try {
    return { superAdmin: await findSuperAdmin(gate.platform(), await tokens.verify(token)), refusedToken: null }
  } catch (error) {
    if (error instanceof Blocked) return { superAdmin: null, refusedToken: error }
    throw error
  }
}

/** Where a lobby is opened, and for whom. */
export interface Arrival {
  readonly catalogue: Catalogue
  readonly origin: Origin
  readonly caller: Caller
}

/** The lobby for one request. Whoever opens one ends it with `endCtx`: a church may have been entered meanwhile. */
export function openLobby(parts: Parts, { catalogue, origin, caller }: Arrival): Lobby {
  const { gate, tokens, clock, pool } = parts
  return {
    church: null,
    origin,
    ...caller,
    tokens,
    limits: parts.limits,
    throttle: throttleOf(parts, null),
    clock,
    log: childWhenNeeded(parts.log, { requestId: origin.requestId }),
    files: parts.files,
    catalogue: gate.catalogue(),
    platform: gate.platform(),
    accountsOf: (churchId) => gate.control(churchId),
    inChurch: (place, work) => gate.church(place).transaction(work, () => true),
    openCells: () => pool.openCells(),
    buildWarmChurch: () => pool.build(),
    refill: () => pool.refill(),
    async enter(subdomain) {
      catalogue.forget(subdomain)
      const church = await catalogue.findChurch(subdomain)
      // GraphQL hands one value to the whole operation (Apollo, a copy of it): from here on it is the ctx of the church.
      Object.assign(this, ctxFor(parts, { church, token: noToken, origin }, null))
      return church
    },
  }
}
