import { countWarmChurches } from '../churches/index.js'
import { systemClock } from '../platform/clock.js'
import type { Log } from '../platform/log.js'
import { ownerDesk } from '../platform/tenancy/owner-desk.js'
import { createWarmPool, type WarmPool } from '../platform/tenancy/warm-pool.js'
import { type DemoSignIn, makeDemo } from './demo/make-demo.js'
import { registerWarmChurch } from './found-church.js'
import { mainCell, type OpenDatabase } from './open-database.js'

/** The churches that wait in the main cell, entered into the catalogue as its owner. */
export function openWarmPool({ owner, gate }: OpenDatabase, target: number, log: Log): WarmPool {
  const catalogue = ownerDesk(owner)
  return createWarmPool({
    owner,
    cell: mainCell,
    target,
    log,
    register: (built) => registerWarmChurch({ catalogue, clock: systemClock }, built),
    count: async () => (await gate.catalogue().read(countWarmChurches)).get(mainCell) ?? 0,
  })
}

/** The demo churches, made where they are missing; how to sign in to them. */
export const makeDemoChurches = ({ gate, owner }: OpenDatabase, pool: WarmPool): Promise<readonly DemoSignIn[]> =>
  makeDemo({ gate, catalogue: ownerDesk(owner), clock: systemClock, buildWarmChurch: () => pool.build() })
