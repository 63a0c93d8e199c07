import { churchAt, type ChurchStatus } from '../churches/index.js'
import type { Pool } from '../platform/db/pool.js'
import { closeSchema, openSchema } from '../platform/tenancy/close-schema.js'
import { ownerDesk } from '../platform/tenancy/owner-desk.js'
import { turnChurchTold } from './turn-church.js'

/**
 * Archives the church at `subdomain`: nobody can enter, and the database refuses whoever still tries. Keeps all it has.
 * Returns its state afterwards, null when nobody has the name. A run that was killed is finished by the next one.
 */
export async function archiveChurch(owner: Pool, subdomain: string): Promise<ChurchStatus | null> {
  const catalogue = ownerDesk(owner)
  const turn = { subdomain, from: ['ACTIVE', 'SUSPENDED'], to: 'ARCHIVED', action: 'church.archive' } as const
  const status = await catalogue.write((control) => turnChurchTold(control, turn))
  const church = await catalogue.read((control) => churchAt(control, subdomain))
  if (church?.status === 'ARCHIVED') await closeSchema(owner, { cell: church.cell, key: church.placeKey })
  return status
}

/** Lets people into a suspended or archived church again; its state afterwards, null when nobody has the name. */
export async function resumeChurch(owner: Pool, subdomain: string): Promise<ChurchStatus | null> {
  const catalogue = ownerDesk(owner)
  const church = await catalogue.read((control) => churchAt(control, subdomain))
  if (church?.status === 'ARCHIVED') await openSchema(owner, { cell: church.cell, key: church.placeKey })
  const turn = { subdomain, from: ['ARCHIVED', 'SUSPENDED'], to: 'ACTIVE', action: 'church.resume' } as const
  return catalogue.write((control) => turnChurchTold(control, turn))
}
