import {
  addChurchSettings,
  addWarmChurch,
  claimChurch,
  defaultMemberPrefix,
  type NewChurch,
} from '../churches/index.js'
import type { Clock } from '../platform/clock.js'
import type { ControlDesk } from '../platform/db/handles.js'
import { newId } from '../platform/ids.js'
import type { Gate } from '../platform/tenancy/gate.js'
import { namesOf, type Place } from '../platform/tenancy/place.js'

/** What it takes to give a church its first rows. */
export interface Foundry {
  readonly gate: Gate
  /** The catalogue with the right to write it. */
  readonly catalogue: ControlDesk
  readonly clock: Clock
  /** Where churches may be put, the best place first; every cell of the gate unless given. */
  readonly cells?: readonly string[]
}

/** Enters a built, empty schema into the catalogue, to be given away later. */
export async function registerWarmChurch(
  { catalogue, clock }: Pick<Foundry, 'catalogue' | 'clock'>,
  built: { readonly place: Place; readonly version: number },
): Promise<void> {
  const { cell, key } = built.place
  const church = { id: newId(clock), schemaName: namesOf(key).schema, cell, version: built.version }
  await catalogue.write((control) => addWarmChurch(control, church))
}

/**
 * Gives a WARM church to its owners, with the settings it starts with; returns its id, or null when none is left.
 * Its settings are written before anybody can enter: they are there when the catalogue names it.
 */
export async function foundChurch(
  { gate, catalogue, clock, cells = gate.cells }: Foundry,
  church: NewChurch,
): Promise<{ readonly id: string } | null> {
  return catalogue.write(async (control) => {
    const claimed = await claimChurch(control, church, cells)
    if (claimed.outcome !== 'CLAIMED') return null
    const session = gate.church({ cell: claimed.cell, key: claimed.placeKey })
    await session.transaction(
      (db) => addChurchSettings(db, clock, defaultMemberPrefix(church.subdomain)),
      () => true,
    )
    return { id: claimed.id }
  })
}
