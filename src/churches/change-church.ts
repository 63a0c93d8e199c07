import { tellAudit } from '../platform/audit/tell-audit.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import type { ControlDb } from '../platform/db/handles.js'
import { isRefusal, refuse, type Refusal } from '../platform/refusal.js'
import { type LockedChurch, lockChurch } from './church-change.repository.js'
import type { Church } from './church.js'
import { churchById } from './churches.repository.js'

/** What is done to the church's row, and which state of it was read. */
export interface ChurchAct {
  readonly action: `church.${string}`
  readonly expectedVersion: number | null | undefined
}

/** What the audit log keeps of a church: where its tables are is nobody's business there. */
const image = (church: Church): object => {
  const { name, subdomain, denomination, timeZone, currency, email, phone, address, website, revision } = church
  const features = [...church.features].toSorted()
  return { name, subdomain, denomination, timeZone, currency, email, phone, address, website, revision, features }
}

/**
 * Changes the row of the church that `ctx` is in, and returns it as it is afterwards; `change` gets it locked. Refuses
 * STALE_VERSION, and whatever `change` refuses before it writes. The audit log is told with it.
 */
export function changeOwnChurch<Refused extends Refusal>(
  ctx: Needs<'control'>,
  { action, expectedVersion }: ChurchAct,
  change: (control: ControlDb, church: LockedChurch) => Promise<Refused | undefined>,
): Promise<Church | Refused | Refusal<'STALE_VERSION'>> {
  return ctx.control.write(async (control) => {
    const locked = await lockChurch(control, ctx.church.id)
    // Closed since this request entered it; the next one learns it at the door.
    if (!locked) throw notAllowed('The church may not be changed now.')
    if ((expectedVersion ?? locked.revision) !== locked.revision) {
      return refuse('STALE_VERSION', 'Somebody else changed the church meanwhile.', ['expectedVersion'])
    }
    const before = await churchById(control, ctx.church.id)
    const refused = await change(control, locked)
    if (refused && isRefusal(refused)) return refused
    const changed = await churchById(control, ctx.church.id)
    if (!changed || !before) throw new Error('A church vanished while it was locked.')
    await tellAudit(ctx, control, {
      ...{ action, entity: 'church', entityId: changed.id, before: image(before), after: image(changed) },
    })
    return changed
  })
}
