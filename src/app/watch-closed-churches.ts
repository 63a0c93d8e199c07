import { setTimeout as pause } from 'node:timers/promises'
import { type ChurchStatus, closedAmong } from '../churches/index.js'
import type { ControlDesk } from '../platform/db/handles.js'
import type { Log } from '../platform/log.js'
import type { Farewell, OpenSockets } from './open-sockets.js'

/** Milliseconds between two looks; many changes in a row are one. */
const breath = 100
/** Milliseconds until the next look after one that failed. */
const patience = 1000

/** What is watched. */
export interface WatchOptions {
  readonly open: OpenSockets
  readonly catalogue: ControlDesk
  readonly log: Log
}

/** Closes the sockets of this process whose church was suspended, archived or erased. */
export function watchClosedChurches(options: WatchOptions): {
  /** Looks now; while a look is under way, once more after it. */
  look(): void
  close(): void
} {
  const ending = new AbortController()
  const { signal } = ending
  let isWanted = false
  let isLooking = false

  const lookOn = async (): Promise<void> => {
    isLooking = true
    while (isWanted && !signal.aborted) {
      isWanted = false
      const wasSeen = await lookOnce(options)
      // Whoever cannot enter learns it at the next request; a listener would go on, so that it is looked again.
      if (!wasSeen) isWanted = true
      await pause(wasSeen ? breath : patience, undefined, { signal, ref: false }).catch(() => undefined)
    }
    isLooking = false
  }

  return {
    look() {
      isWanted = true
      if (!isLooking) void lookOn()
    },
    close: () => ending.abort(),
  }
}

/** Whether the churches that somebody listens to could be looked up. */
async function lookOnce({ open, catalogue, log }: WatchOptions): Promise<boolean> {
  const ids = open.churches()
  if (ids.length === 0) return true
  try {
    const closed = await catalogue.read((db) => closedAmong(db, ids))
    for (const { id, status } of closed) open.closeChurch(id, farewells[status])
    return true
  } catch (error) {
    log.warn({ error: String(error) }, 'closed churches could not be looked up; sockets stay open until they can')
    return false
  }
}

// As at the door: 4404 tells a client's library not to come back.
const farewells: Readonly<Record<ChurchStatus, Farewell>> = {
  ACTIVE: { code: 1012, reason: 'Service restart' },
  WARM: { code: 4404, reason: 'TENANT_NOT_FOUND' },
  SUSPENDED: { code: 4404, reason: 'TENANT_SUSPENDED' },
  ARCHIVED: { code: 4404, reason: 'TENANT_ARCHIVED' },
  ERASED: { code: 4404, reason: 'TENANT_ARCHIVED' },
}
