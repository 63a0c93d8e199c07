import type { Catalogue, Church } from '../churches/index.js'
import { Blocked } from '../platform/blocked.js'
import { isRightMissing } from '../platform/db/database-fault.js'

/**
 * What an error that ended a transaction in `church` means: CHURCH_MOVING when the database refused a write because the
 * church is on its way to another cell, or is there already and this process had not heard; else the same error.
 */
export async function explainMove(catalogue: Catalogue, church: Church, error: unknown): Promise<unknown> {
  if (!isRightMissing(error)) return error
  // What cannot be asked now stays what it was.
  const found = await catalogue.whereIs(church.placeKey).catch(() => null)
  if (!found || (found.movingTo === null && found.cell === church.cell)) return error
  catalogue.forget(church.subdomain)
  return new Blocked('CHURCH_MOVING', 'This church is being moved: reading works, try changes again in a minute.')
}
