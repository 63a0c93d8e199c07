import { giveComplimentary } from '../churches/index.js'
import { type Instant, isBefore } from '../platform/instant.js'
import type { Lobby } from '../platform/lobby.js'
import { isRefusal, refuse } from '../platform/refusal.js'
import { actOnChurch, noSuchChurch } from './act-on-church.js'
import { readReason } from './platform-church.js'

/** Until when a church pays nothing, and why; null ends it. */
export interface Complimentary {
  readonly churchId: string
  readonly until?: Instant | null
  readonly reason: string
}

/**
 * Gives a church its plan for nothing for a while, or ends that.
 *
 * Refuses NOT_FOUND, INVALID for a time that is over, and REQUIRED and TOO_LONG for the reason.
 */
export async function setComplimentary(lobby: Lobby, { churchId, until = null, reason: typed }: Complimentary) {
  const reason = readReason(typed)
  if (isRefusal(reason)) return reason
  if (until !== null && !isBefore(lobby.clock.now(), until)) {
    return refuse('INVALID', 'This moment is over: leave it out to end what was given.', ['until'])
  }
  const act = { churchId, action: 'church.setComplimentary', detail: { until, reason } } as const
  return actOnChurch(lobby, act, async (platform) =>
    (await giveComplimentary(platform, churchId, until)) ? null : noSuchChurch(),
  )
}
