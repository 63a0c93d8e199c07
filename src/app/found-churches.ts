import { countCells } from '../churches/index.js'
import { systemClock } from '../platform/clock.js'
import type { ControlDesk } from '../platform/db/handles.js'
import type { Log } from '../platform/log.js'
import { ownerDesk } from '../platform/tenancy/owner-desk.js'
import {
  buildOne,
  createWarmPool,
  joinPools,
  type WarmPool,
  type WarmPoolOptions,
} from '../platform/tenancy/warm-pool.js'
import { type DemoSignIn, makeDemo } from './demo/make-demo.js'
import { registerWarmChurch } from './found-church.js'
import type { OpenCell, OpenDatabase } from './open-database.js'

/** How long an order of cells is good for, in milliseconds. Signing up does not count all churches each time. */
const orderLasts = 30_000

/**
 * The churches that wait in the open cells, `target` in each, entered into the catalogue as its owner. New churches go to
 * the cell that has the fewest.
 */
export function openWarmPool({ owner, gate, cells }: OpenDatabase, target: number, log: Log): WarmPool {
  const catalogue = ownerDesk(owner)
  const counts = () => gate.catalogue().read(countCells)
  const open = [...cells.values()].filter(({ isOpen }) => isOpen)
  const poolOf = (cell: OpenCell): WarmPool =>
    createWarmPool({
      ...poolOptions(catalogue, cell),
      ...{ target, log },
      count: async () => (await counts()).get(cell.name)?.warm ?? 0,
    })
  const names = open.map(({ name }) => name)
  return joinPools(new Map(open.map((cell) => [cell.name, poolOf(cell)])), emptiestFirst(names, gate.catalogue()))
}

const poolOptions = (catalogue: ControlDesk, { name, owner }: OpenCell) => ({
  ...{ owner, cell: name },
  register: (built: Parameters<WarmPoolOptions['register']>[0]) =>
    registerWarmChurch({ catalogue, clock: systemClock }, built),
})

/** Builds one more church in this cell, whether it is open or not. `catalogue` may write. */
export const buildWarmChurch = (catalogue: ControlDesk, cell: OpenCell): Promise<void> =>
  buildOne(poolOptions(catalogue, cell))

/** Names of cells, the one with the fewest churches first. */
function emptiestFirst(names: readonly string[], catalogue: ControlDesk): () => Promise<readonly string[]> {
  let known: { readonly order: readonly string[]; readonly until: number } | null = null
  return async () => {
    if (names.length <= 1) return names
    const now = performance.now()
    if (known && now < known.until) return known.order
    const counts = await catalogue.read(countCells)
    const order = names.toSorted((one, other) => (counts.get(one)?.owned ?? 0) - (counts.get(other)?.owned ?? 0))
    known = { order, until: now + orderLasts }
    return order
  }
}

/** The demo churches, made where they are missing; how to sign in to them. */
export async function makeDemoChurches(
  { gate, owner }: Pick<OpenDatabase, 'gate' | 'owner'>,
  pool: WarmPool,
): Promise<readonly DemoSignIn[]> {
  const foundry = { gate, catalogue: ownerDesk(owner), clock: systemClock, cells: await pool.openCells() }
  return makeDemo({ ...foundry, buildWarmChurch: () => pool.build() })
}
