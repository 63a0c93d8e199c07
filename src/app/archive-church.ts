import { type ChurchStatus, whereIs } from '../churches/index.js'
import type { ControlDesk } from '../platform/db/handles.js'
import type { Pool } from '../platform/db/pool.js'
import { alone } from '../platform/tenancy/alone.js'
import { closeSchema, openSchema } from '../platform/tenancy/close-schema.js'
import { ownerDesk } from '../platform/tenancy/owner-desk.js'
import type { Place } from '../platform/tenancy/place.js'
import { cellOf, type OpenDatabase } from './open-database.js'
import { turnChurchTold } from './turn-church.js'

/** A state, null when nobody has the name, or 'BUSY' for a church that is on its way to another cell. */
export type Turned = ChurchStatus | 'BUSY' | null

/**
 * Archives the church at `subdomain`: nobody can enter, and the database refuses whoever still tries. Keeps all it has.
 * Returns its state afterwards. A run that was killed is finished by the next one.
 */
export const archiveChurch = (database: OpenDatabase, subdomain: string): Promise<Turned> =>
  whileItStays(database, subdomain, async ({ catalogue, owner, place }) => {
    const turn = { subdomain, from: ['ACTIVE', 'SUSPENDED'], to: 'ARCHIVED', action: 'church.archive' } as const
    const status = await catalogue.write((control) => turnChurchTold(control, turn))
    if (status === 'ARCHIVED') await closeSchema(owner, place)
    return status
  })

/** Lets people into a suspended or archived church again; its state afterwards. */
export const resumeChurch = (database: OpenDatabase, subdomain: string): Promise<Turned> =>
  whileItStays(database, subdomain, async ({ catalogue, owner, place, status }) => {
    if (status === 'ARCHIVED') await openSchema(owner, place)
    const turn = { subdomain, from: ['ARCHIVED', 'SUSPENDED'], to: 'ACTIVE', action: 'church.resume' } as const
    return catalogue.write((control) => turnChurchTold(control, turn))
  })

interface Staying {
  readonly catalogue: ControlDesk
  readonly owner: Pool
  readonly place: Place
  readonly status: ChurchStatus
}

async function whileItStays(
  database: OpenDatabase,
  subdomain: string,
  work: (church: Staying) => Promise<ChurchStatus | null>,
): Promise<Turned> {
  const catalogue = ownerDesk(database.owner)
  const found = await catalogue.read((control) => whereIs(control, subdomain))
  if (!found) return null
  return alone(database.owner, found.id, async () => {
    const church = await catalogue.read((control) => whereIs(control, subdomain))
    if (!church) return null
    const { cell, placeKey, status, movingTo } = church
    if (movingTo !== null) return 'BUSY'
    return work({ catalogue, owner: cellOf(database, cell).owner, place: { cell, key: placeKey }, status })
  })
}
