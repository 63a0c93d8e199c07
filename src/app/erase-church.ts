import { removeApiKeys } from '../api-keys/index.js'
import { condemnChurch, leaveTombstone, whereIs } from '../churches/index.js'
import { removeAccounts } from '../identity/index.js'
import type { FileStore } from '../platform/files/file-store.js'
import { forgetJobsOf } from '../platform/jobs/queue.repository.js'
import { removeMessagesOf } from '../platform/outbox/outbox.repository.js'
import { alone } from '../platform/tenancy/alone.js'
import { dropChurch } from '../platform/tenancy/drop-church.js'
import { ownerDesk } from '../platform/tenancy/owner-desk.js'
import { dropAllLeftovers } from './church-leftovers.js'
import { cellOf, type OpenDatabase } from './open-database.js'
import { tellOperatorAct } from './tell-operator-act.js'

/**
 * Erases the church at `subdomain` for good; returns its id, or null when nobody has the name. Its row stays, ERASED.
 *
 * It is closed first, and keeps its name until all is gone: a run that was killed is finished by the next one. Resolves to
 * 'BUSY' while somebody moves it, and throws 55P03 when somebody works in the church all the time.
 */
export async function eraseChurch(
  database: OpenDatabase,
  subdomain: string,
  files: FileStore,
): Promise<{ readonly id: string } | 'BUSY' | null> {
  const church = await ownerDesk(database.owner).read((control) => whereIs(control, subdomain))
  if (!church) return null
  return alone(database.owner, church.id, () => eraseAlone(database, subdomain, files))
}

async function eraseAlone(
  database: OpenDatabase,
  subdomain: string,
  files: FileStore,
): Promise<{ readonly id: string } | null> {
  const catalogue = ownerDesk(database.owner)
  const church = await catalogue.write(async (control) => {
    const found = await whereIs(control, subdomain)
    if (found) await condemnChurch(control, found.id)
    return found
  })
  if (!church) return null
  const { id, cell, placeKey } = church
  const cells = [...(await dropAllLeftovers(database, church)), cell]
  await dropChurch(cellOf(database, cell).owner, { cell, key: placeKey })
  await files.removeAll(placeKey)
  // Afterwards: until its tables were gone, somebody inside might still have stored one.
  for (const name of cells) {
    await database.gate.outbox(name).transaction(
      (outbox) => removeMessagesOf(outbox, placeKey),
      () => true,
    )
  }
  for (const desk of [catalogue, ...cells.map((name) => ownerDesk(cellOf(database, name).owner))]) {
    await desk.write((queue) => forgetJobsOf(queue, placeKey))
  }
  await catalogue.write(async (control) => {
    await removeApiKeys(control, id)
    await removeAccounts(control, id)
    await leaveTombstone(control, id)
    await tellOperatorAct(control, { action: 'church.erase', churchId: id, target: subdomain })
  })
  return { id }
}
