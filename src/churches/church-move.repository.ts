import { sql } from 'kysely'
import type { ControlDb } from '../platform/db/handles.js'
import type { ChurchStatus } from './church.js'

/** Where a church is, and whether it stays there. */
export interface Whereabouts {
  readonly id: string
  readonly status: ChurchStatus
  readonly subdomain: string | null
  readonly cell: string
  readonly placeKey: string
  /** Where it is on its way to; its own cell once only the end of a move is missing; null when it stays. */
  readonly movingTo: string | null
}

const whereabouts = (catalogue: ControlDb) =>
  catalogue
    .selectFrom('church')
    .select(['id', 'status', 'subdomain', 'cell', 'moving_to as movingTo'])
    .select(sql<string>`substr(schema_name, 3)`.as('placeKey'))

/** Where the church is whose place has this key; null when there is none. */
export const whereIsPlace = async (catalogue: ControlDb, placeKey: string): Promise<Whereabouts | null> =>
  (await whereabouts(catalogue).where('schema_name', '=', `c_${placeKey}`).executeTakeFirst()) ?? null

/** Where the church at `subdomain` is; null when nobody has the name. */
export const whereIs = async (catalogue: ControlDb, subdomain: string): Promise<Whereabouts | null> =>
  (await whereabouts(catalogue).where('subdomain', '=', subdomain).executeTakeFirst()) ?? null

/** A way from one cell to another. */
export interface ChurchMove {
  readonly id: string
  readonly from: string
  readonly to: string
}

/**
 * Sends a church on its way. False when it is not in `from` any more, on its way somewhere already, in a state in which
 * it does not move, or in the hands of a worker that migrates it.
 */
export async function beginMove(control: ControlDb, { id, from, to }: ChurchMove): Promise<boolean> {
  const { numUpdatedRows } = await control
    .updateTable('church')
    .set({ moving_to: to })
    .where('id', '=', id)
    .where('cell', '=', from)
    .where('moving_to', 'is', null)
    .where('status', 'in', ['ACTIVE', 'SUSPENDED'])
    .where(sql<boolean>`coalesce(lease_until < clock_timestamp(), true)`)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await control
    .insertInto('church_leftover')
    .values({ church_id: id, cell: to })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return true
}

/** From here on the church is in `to`; what is in `from` is left over. False when it is not on this way any more. */
export async function switchCell(control: ControlDb, { id, from, to }: ChurchMove): Promise<boolean> {
  const { numUpdatedRows } = await control
    .updateTable('church')
    .set({ cell: to, updated_at: sql`now()` })
    .where('id', '=', id)
    .where('cell', '=', from)
    .where('moving_to', '=', to)
    .where('status', '<>', 'ERASED')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await forgetLeftover(control, { id, cell: to })
  await control.insertInto('church_leftover').values({ church_id: id, cell: from }).execute()
  return true
}

/** Lets a church stay where it is: only the end of its move is missing from here on. */
export async function turnBack(control: ControlDb, id: string): Promise<void> {
  await control
    .updateTable('church')
    .set({ moving_to: sql`cell` })
    .where('id', '=', id)
    .where('moving_to', 'is not', null)
    .execute()
}

/** Ends the move of a church that has arrived. */
export async function endMove(control: ControlDb, id: string): Promise<void> {
  await control
    .updateTable('church')
    .set({ moving_to: null })
    .where('id', '=', id)
    .where('moving_to', '=', sql<string>`cell`)
    .execute()
}

/** The cells that something is left in of a church that is elsewhere. */
export async function leftoversOf(catalogue: ControlDb, id: string): Promise<readonly string[]> {
  const rows = await catalogue
    .selectFrom('church_leftover')
    .select('cell')
    .where('church_id', '=', id)
    .orderBy('cell')
    .execute()
  return rows.map(({ cell }) => cell)
}

/** Nothing is left of the church in this cell. */
export async function forgetLeftover(
  control: ControlDb,
  { id, cell }: { readonly id: string; readonly cell: string },
): Promise<void> {
  await control.deleteFrom('church_leftover').where('church_id', '=', id).where('cell', '=', cell).execute()
}

/** How full a cell is. */
export interface CellCount {
  /** Built churches that wait to be given away. */
  readonly warm: number
  /** Churches that have owners. */
  readonly owned: number
}

/** How full each cell is that has any church, by name. */
export async function countCells(catalogue: ControlDb): Promise<ReadonlyMap<string, CellCount>> {
  const rows = await catalogue
    .selectFrom('church')
    .select('cell')
    .select((eb) => eb.fn.countAll<string>().filterWhere('status', '=', 'WARM').as('warm'))
    .select((eb) => eb.fn.countAll<string>().filterWhere('status', '<>', 'WARM').as('owned'))
    .where('status', '<>', 'ERASED')
    .groupBy('cell')
    .execute()
  return new Map(rows.map(({ cell, warm, owned }) => [cell, { warm: Number(warm), owned: Number(owned) }]))
}
