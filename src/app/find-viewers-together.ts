import DataLoader from 'dataloader'
import { findViewers } from '../access/index.js'
import type { Church } from '../churches/index.js'
import type { AccessClaims } from '../platform/access-tokens.js'
import type { Clock } from '../platform/clock.js'
import type { Viewer } from '../platform/context.js'
import type { Gate } from '../platform/tenancy/gate.js'

/** Whose rights are asked for, and where. */
interface Asked {
  readonly church: Church
  readonly claims: AccessClaims
}

/** The viewer behind a token of this church, as `findViewer` finds and refuses it. */
export type FindViewerTogether = (asked: Asked) => Promise<Viewer>

/**
 * Finds viewers, those asked for in the same moment and church in two statements: when a message comes to a silent church,
 * what each of its sockets knows of its viewer is old. Remembers nothing.
 */
export function findViewersTogether(gate: Gate, clock: Clock): FindViewerTogether {
  const ofChurch = async (asked: readonly Asked[]): Promise<readonly (Viewer | Error)[]> => {
    const [first] = asked
    if (!first) return []
    const { id, cell, placeKey } = first.church
    const session = gate.church({ cell, key: placeKey })
    try {
      return await findViewers(
        { control: gate.control(id), db: session.db, clock },
        asked.map(({ claims }) => claims),
      )
    } catch (error) {
      // Of this church alone: others are found all the same.
      return asked.map(() => (error instanceof Error ? error : new Error(String(error))))
    } finally {
      await session.end()
    }
  }
  const loader = new DataLoader<Asked, Viewer>(
    async (asked) => {
      const found = new Map<Asked, Viewer | Error>()
      const churches = Map.groupBy(asked, ({ church }) => `${church.cell} ${church.placeKey}`)
      await Promise.all(
        [...churches.values()].map(async (those) => {
          const viewers = await ofChurch(those)
          for (const [at, one] of those.entries()) found.set(one, viewers[at] ?? new Error('Nobody was found.'))
        }),
      )
      return asked.map((one) => found.get(one) ?? new Error('Nobody was found.'))
    },
    { cache: false, maxBatchSize: 1000 },
  )
  return (asked) => loader.load(asked)
}
