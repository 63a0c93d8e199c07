import { turnChurch } from '../churches/index.js'
import type { Lobby } from '../platform/lobby.js'
import { isRefusal, refuse } from '../platform/refusal.js'
import { actOnChurch, noSuchChurch } from './act-on-church.js'
import { readReason } from './platform-church.js'

/** Which church, and why. */
export interface ChurchAct {
  readonly churchId: string
  readonly reason: string
}

/**
 * Lets nobody into a church until it is reopened.
 *
 * Refuses NOT_FOUND, NOT_ALLOWED_NOW for one that is not ACTIVE, and REQUIRED and TOO_LONG for the reason.
 */
export const suspendChurch = (lobby: Lobby, act: ChurchAct) => turn(lobby, act, 'SUSPENDED')

/**
 * Lets people into a suspended church again. Refuses as `suspendChurch`; an archived one, whose tables are closed, is
 * brought back from the command line.
 */
export const reopenChurch = (lobby: Lobby, act: ChurchAct) => turn(lobby, act, 'ACTIVE')

async function turn(lobby: Lobby, { churchId, reason: typed }: ChurchAct, to: 'ACTIVE' | 'SUSPENDED') {
  const reason = readReason(typed)
  if (isRefusal(reason)) return reason
  const isEnd = to === 'SUSPENDED'
  const act = { churchId, action: isEnd ? 'church.suspend' : 'church.reopen', detail: { reason } } as const
  return actOnChurch(lobby, act, async (platform) => {
    const from = isEnd ? 'ACTIVE' : 'SUSPENDED'
    const outcome = await turnChurch(platform, { churchId, from, to, reason: isEnd ? reason : null })
    if (outcome === 'DONE') return null
    if (outcome === null || outcome === 'WARM') return noSuchChurch()
    return refuse('NOT_ALLOWED_NOW', `The church is ${outcome}: only one that is ${from} can become ${to}.`, [
      'churchId',
    ])
  })
}
