import { forgetLeftover, leftoversOf, type Whereabouts } from '../churches/index.js'
import { alone } from '../platform/tenancy/alone.js'
import { dropChurch } from '../platform/tenancy/drop-church.js'
import { ownerDesk } from '../platform/tenancy/owner-desk.js'
import { cellOf, type OpenDatabase } from './open-database.js'

/** A church that may have something in other cells. */
export type LeftBehind = Pick<Whereabouts, 'id' | 'placeKey'>

/** Drops what moves have left of a church in other cells; resolves to their names, and to 'BUSY' while it moves. */
export const dropLeftovers = (database: OpenDatabase, church: LeftBehind): Promise<readonly string[] | 'BUSY'> =>
  alone(database.owner, church.id, () => dropAllLeftovers(database, church))

/** The same, for somebody who is alone with the church already. */
export async function dropAllLeftovers(database: OpenDatabase, church: LeftBehind): Promise<readonly string[]> {
  const names = await ownerDesk(database.owner).read((control) => leftoversOf(control, church.id))
  for (const name of names) await dropLeftover(database, church, name)
  return names
}

/** Drops what is left of a church in one cell, unless the church has come back there. */
export async function dropLeftover(database: OpenDatabase, { id, placeKey }: LeftBehind, name: string): Promise<void> {
  const catalogue = ownerDesk(database.owner)
  const cell = cellOf(database, name)
  await dropChurch(cell.owner, { cell: name, key: placeKey }, async () => {
    const left = await catalogue.read((control) => leftoversOf(control, id))
    return left.includes(name)
  })
  await catalogue.write((control) => forgetLeftover(control, { id, cell: name }))
}
