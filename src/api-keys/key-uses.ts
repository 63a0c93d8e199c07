import type { Clock } from '../platform/clock.js'
import type { ControlDesk } from '../platform/db/handles.js'
import { addSeconds, type Instant, isBefore } from '../platform/instant.js'
import type { Log } from '../platform/log.js'
import { noteKeyUse } from './api-keys.repository.js'

/** How exactly the last use of a key is known, in seconds. */
const precision = 60

/** A key that was just used, as it was read. */
export interface UsedKey {
  readonly churchId: string
  readonly id: string
  readonly lastUsedAt: Instant | null
}

/** Notes when keys are used, in the background. */
export interface KeyUses {
  /** Notes a use unless one of the last minute is noted. Never throws, and nobody waits for it. */
  used(key: UsedKey): void
  /** Ends after what is under way. */
  close(): Promise<void>
}

/** What it takes to note uses. */
export interface KeyUseOptions {
  readonly desk: (churchId: string) => ControlDesk
  readonly clock: Clock
  readonly log: Log
}

/** Notes uses of this process: one write a key at a time, however many requests come in. */
export function createKeyUses({ desk, clock, log }: KeyUseOptions): KeyUses {
  const underWay = new Map<string, Promise<void>>()
  return {
    used({ churchId, id, lastUsedAt }) {
      const now = clock.now()
      if (underWay.has(id) || (lastUsedAt && isBefore(now, addSeconds(lastUsedAt, precision)))) return
      const note = desk(churchId)
        .write((control) => noteKeyUse(control, id, now))
        .catch((error: unknown) => log.warn({ error: String(error) }, 'the use of an API key could not be noted'))
        .finally(() => underWay.delete(id))
      underWay.set(id, note)
    },
    async close() {
      await Promise.allSettled(underWay.values())
    },
  }
}
