import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import type { ControlDb } from '../platform/db/handles.js'
import { isRefusal, refuse, type Refusal } from '../platform/refusal.js'
import { type LockedChurch, lockChurch } from './church-change.repository.js'
import type { Church } from './church.js'
import { churchById } from './churches.repository.js'

/**
 * Changes the row of the church that `ctx` is in, and returns it as it is afterwards; `change` gets it locked. Refuses
 * STALE_VERSION, and whatever `change` refuses before it writes.
 */
export function changeOwnChurch<Refused extends Refusal>(
  ctx: Needs<'control'>,
  expectedVersion: number | null | undefined,
  change: (control: ControlDb, church: LockedChurch) => Promise<Refused | undefined>,
): Promise<Church | Refused | Refusal<'STALE_VERSION'>> {
  return ctx.control.write(async (control) => {
    const locked = await lockChurch(control, ctx.church.id)
    // Closed since this request entered it; the next one learns it at the door.
    if (!locked) throw notAllowed('The church may not be changed now.')
    if ((expectedVersion ?? locked.revision) !== locked.revision) {
      return refuse('STALE_VERSION', 'Somebody else changed the church meanwhile.', ['expectedVersion'])
    }
    const refused = await change(control, locked)
    if (refused && isRefusal(refused)) return refused
    const changed = await churchById(control, ctx.church.id)
    if (!changed) throw new Error('A church vanished while it was locked.')
    return changed
  })
}
