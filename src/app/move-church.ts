import {
  beginMove,
  type ChurchMove,
  endMove,
  leftoversOf,
  switchCell,
  turnBack,
  type Whereabouts,
  whereIs,
} from '../churches/index.js'
import type { ControlDesk } from '../platform/db/handles.js'
import { alone } from '../platform/tenancy/alone.js'
import { thawChurch } from '../platform/tenancy/freeze-church.js'
import type { Migration } from '../platform/tenancy/migrations.js'
import { ownerDesk } from '../platform/tenancy/owner-desk.js'
import { dropLeftover } from './church-leftovers.js'
import { copyToCell, type MoveStep, stillIs } from './copy-to-cell.js'
import { handOverMessages } from './hand-over-messages.js'
import { cellOf, type OpenDatabase } from './open-database.js'

/** What is moved, and where to. */
export interface MoveOptions {
  readonly database: OpenDatabase
  readonly subdomain: string
  /** The name of a cell; null turns back a move that was cut short. */
  readonly to: string | null
  /** All steps of this code. */
  readonly migrations: readonly Migration[]
  readonly signal: AbortSignal
  /** Told before each step, in the order of `MoveStep`. */
  readonly report?: (step: MoveStep) => void
}

/** What became of a move. `leftIn` names the cells where a frozen copy is left. */
export type Moved =
  | {
      readonly outcome: 'MOVED' | 'THERE_ALREADY' | 'STAYED'
      readonly cell: string
      readonly leftIn: readonly string[]
    }
  /** Somebody moves, archives or erases it at this moment. */
  | { readonly outcome: 'BUSY' }
  /** It was on its way to `cell`, and was asked elsewhere. */
  | { readonly outcome: 'ELSEWHERE_BOUND'; readonly cell: string }
  /** Its state, or a worker that migrates it, keeps it where it is. */
  | { readonly outcome: 'NOT_MOVABLE' }
  | { readonly outcome: 'UNKNOWN' }

/**
 * Moves the church at `subdomain` to another cell. Meanwhile it can be read, and the database refuses writes; the copy is
 * compared by hash before anything leads to it. It keeps its key, its sequence and its listeners.
 *
 * A run that fails turns back; one that is killed is finished by the next, or turned back. At no moment can two copies be
 * written. Throws CopyMismatch, and 55P03 when somebody writes in the church all the time.
 */
export async function moveChurch(options: MoveOptions): Promise<Moved> {
  const { database, subdomain } = options
  const catalogue = ownerDesk(database.owner)
  const church = await catalogue.read((control) => whereIs(control, subdomain))
  if (!church) return { outcome: 'UNKNOWN' }
  const moved = await alone(database.owner, church.id, () => go({ ...options, catalogue, church }))
  return moved === 'BUSY' ? { outcome: 'BUSY' } : moved
}

type Going = MoveOptions & { readonly catalogue: ControlDesk; readonly church: Whereabouts }

async function go(going: Going): Promise<Moved> {
  // Read before somebody else had his turn.
  const church = await going.catalogue.read((control) => whereIs(control, going.subdomain))
  if (!church || church.id !== going.church.id) return { outcome: 'UNKNOWN' }
  const here = { ...going, church }
  const { cell, movingTo } = church
  const to = going.to ?? cell
  if (going.to === null) return movingTo === null ? told(here, 'STAYED') : stay(here)
  if (movingTo === cell || (movingTo === null && to === cell)) {
    await finish(here)
    return to === cell ? told(here, 'THERE_ALREADY') : go(here)
  }
  if (movingTo !== null && movingTo !== to) return { outcome: 'ELSEWHERE_BOUND', cell: movingTo }
  return leave(here, { id: church.id, from: cell, to })
}

async function leave(going: Going, move: ChurchMove): Promise<Moved> {
  const { catalogue, church, database } = going
  // Before anybody is kept from writing: whether both cells can be reached.
  for (const name of [move.from, move.to]) await cellOf(database, name).owner.query('select 1')
  if (church.movingTo === null && !(await catalogue.write((control) => beginMove(control, move)))) {
    return { outcome: 'NOT_MOVABLE' }
  }
  try {
    await copyToCell(going, move)
    going.report?.('SWITCHING')
    if (!(await catalogue.write((control) => switchCell(control, move))))
      throw new Error('The church went another way.')
  } catch (error) {
    // The reason counts; what cannot be turned back now is turned back by the next run.
    await stay(going).catch(() => undefined)
    throw error
  }
  const there = { ...going, church: { ...church, cell: move.to } }
  await finish(there)
  return told(there, 'MOVED')
}

/** Turns back: the church stays where it is and can be written again; what was copied is dropped, or left over. */
async function stay(going: Going): Promise<Moved> {
  const { catalogue, church, database } = going
  await catalogue.write((control) => turnBack(control, church.id))
  const now = await catalogue.read((control) => whereIs(control, going.subdomain))
  const here = { ...going, church: now ?? church }
  await finish(here)
  const left = await catalogue.read((control) => leftoversOf(control, church.id))
  const target = church.movingTo ?? going.to
  if (target !== null && left.includes(target)) {
    await dropLeftover(database, church, target).catch(() => undefined)
  }
  return told(here, 'STAYED')
}

/** The end of every move: the church is written again where it is, and gets what waits for it elsewhere. */
async function finish({ catalogue, church, database, report }: Going): Promise<void> {
  const { id, cell, placeKey } = church
  const here = cellOf(database, cell)
  report?.('OPENING')
  const isArrived = () => stillIs(catalogue, { placeKey, cell, movingTo: cell })
  await thawChurch(here.owner, { cell, key: placeKey }, isArrived)
  await catalogue.write((control) => endMove(control, id))
  report?.('HANDING_OVER')
  for (const name of await catalogue.read((control) => leftoversOf(control, id))) {
    const left = database.cells.get(name)
    if (left) await handOverMessages(left.owner, here.owner, placeKey)
  }
}

const told = async ({ catalogue, church }: Going, outcome: 'MOVED' | 'THERE_ALREADY' | 'STAYED'): Promise<Moved> => ({
  outcome,
  cell: church.cell,
  leftIn: await catalogue.read((control) => leftoversOf(control, church.id)),
})
