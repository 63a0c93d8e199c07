import type { Ctx } from '../platform/context.js'
import type { Lobby } from '../platform/lobby.js'

/** What an operation runs in: a church, or the lobby before one. */
export type Somewhere = Ctx | Lobby

/** Gives back what a ctx holds. May be called more than once; never throws. */
export async function endCtx(somewhere: Somewhere): Promise<void> {
  if ('unit' in somewhere) await somewhere.unit.session.end()
}
