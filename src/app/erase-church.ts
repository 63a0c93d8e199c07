import { churchAt, condemnChurch, leaveTombstone } from '../churches/index.js'
import { removeAccounts } from '../identity/index.js'
import type { Pool } from '../platform/db/pool.js'
import { forgetJobsOf } from '../platform/jobs/queue.repository.js'
import { removeMessagesOf } from '../platform/outbox/outbox.repository.js'
import { dropChurch } from '../platform/tenancy/drop-church.js'
import type { Gate } from '../platform/tenancy/gate.js'
import { ownerDesk } from '../platform/tenancy/owner-desk.js'

/**
 * Erases the church at `subdomain` for good; returns its id, or null when nobody has the name. Its row stays, ERASED.
 *
 * It is closed first, and keeps its name until all is gone: a run that was killed is finished by the next one. Throws
 * 55P03 when somebody works in the church all the time.
 */
export async function eraseChurch(
  { owner, gate }: { readonly owner: Pool; readonly gate: Gate },
  subdomain: string,
): Promise<string | null> {
  const catalogue = ownerDesk(owner)
  const church = await catalogue.write(async (control) => {
    const found = await churchAt(control, subdomain)
    if (found) await condemnChurch(control, found.id)
    return found
  })
  if (!church) return null
  await dropChurch(owner, { cell: church.cell, key: church.placeKey })
  // Afterwards: until its tables were gone, somebody inside might still have stored one.
  await gate.outbox(church.cell).transaction(
    (outbox) => removeMessagesOf(outbox, church.placeKey),
    () => true,
  )
  await catalogue.write(async (control) => {
    await forgetJobsOf(control, church.placeKey)
    await removeAccounts(control, church.id)
    await leaveTombstone(control, church.id)
  })
  return church.id
}
