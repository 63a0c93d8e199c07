import { type ChurchMove, type Whereabouts, whereIsPlace } from '../churches/index.js'
import type { ControlDesk } from '../platform/db/handles.js'
import { copyAcross, differenceOf } from '../platform/tenancy/church-copy/copy-across.js'
import { CopyMismatch } from '../platform/tenancy/church-copy/fill-tables.js'
import { hashChurch } from '../platform/tenancy/church-copy/read-church.js'
import { dropChurch } from '../platform/tenancy/drop-church.js'
import { freezeChurch } from '../platform/tenancy/freeze-church.js'
import type { Migration } from '../platform/tenancy/migrations.js'
import { cellOf, type OpenDatabase } from './open-database.js'
import { withGateway } from './with-gateway.js'

/** What a move is doing. Until SWITCHING it can turn back, afterwards only go on. */
export type MoveStep = 'FREEZING' | 'COPYING' | 'COMPARING' | 'SWITCHING' | 'OPENING' | 'HANDING_OVER'

/** What is copied, and with what. */
export interface CopyToCell {
  readonly database: OpenDatabase
  readonly catalogue: ControlDesk
  readonly church: Pick<Whereabouts, 'placeKey'>
  readonly migrations: readonly Migration[]
  readonly signal: AbortSignal
  readonly report?: (step: MoveStep) => void
}

/**
 * Freezes a church that is on its way and copies it, frozen too, into the other cell. Throws CopyMismatch unless what can
 * be read there is what was read here, and when the church is not on this way any more.
 */
export async function copyToCell(
  { catalogue, church: { placeKey }, database, migrations, signal, report }: CopyToCell,
  move: ChurchMove,
): Promise<void> {
  const [from, to] = [cellOf(database, move.from), cellOf(database, move.to)]
  const places = { from: { cell: from.name, key: placeKey }, to: { cell: to.name, key: placeKey } }
  // Asked under the church's lock in the cell each time: two that take themselves for alone cannot undo each other.
  const isOnItsWay = () => stillIs(catalogue, { placeKey, cell: move.from, movingTo: move.to })
  const ensure = (done: boolean): void => {
    if (!done) throw new Error('The church is not on this way any more.')
    signal.throwIfAborted()
  }

  report?.('FREEZING')
  ensure(await freezeChurch(from.owner, places.from, isOnItsWay))
  // What a run before this one copied, or an earlier move left there.
  ensure(await dropChurch(to.owner, places.to, isOnItsWay))
  report?.('COPYING')
  const written = await withGateway(from.gatewayUrl, (source) =>
    copyAcross({ ...places, source, target: to.owner, migrations, signal }),
  )
  report?.('COMPARING')
  const read = await withGateway(to.gatewayUrl, (gateway) => hashChurch(gateway, places.to, signal))
  const difference = differenceOf(written, read)
  if (difference) throw new CopyMismatch(`The copy is not what was copied: ${difference}`)
}

/** Whether a church that is not erased is in this cell, and on this way. */
export async function stillIs(
  catalogue: ControlDesk,
  { placeKey, cell, movingTo }: Pick<Whereabouts, 'placeKey' | 'cell' | 'movingTo'>,
): Promise<boolean> {
  const now = await catalogue.read((control) => whereIsPlace(control, placeKey))
  return now?.cell === cell && now.movingTo === movingTo && now.status !== 'ERASED'
}
