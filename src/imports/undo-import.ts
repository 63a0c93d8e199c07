import { requireViewer } from '../access/index.js'
import { mayManageMembers } from '../members/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { addSeconds, isBefore } from '../platform/instant.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { isStuck, type MemberImport, undoDays } from './member-import.js'
import { changeImport, isAnotherWriting, lockImport } from './member-imports.repository.js'
import { undoTaskName } from './undo-rows.js'

/** Until when an import can be undone; null for one that has not been applied. */
export const undoUntil = ({ finishedAt }: Pick<MemberImport, 'finishedAt'>): string | null =>
  finishedAt === null ? null : addSeconds(finishedAt, undoDays * 86_400)

/**
 * Has an import undone: whom it entered is erased and archived, whom it changed is as before in every field that nobody
 * has changed since, and the households it made are archived. What others have changed or refer to by now is kept, and
 * told row by row.
 *
 * Refuses NOT_FOUND, NOT_ALLOWED_NOW unless it was applied at most 30 days ago, IMPORT_RUNNING while another one writes;
 * throws FORBIDDEN without `members.manage`. Locks the import, in turns with other imports of the church.
 */
export async function undoImport(ctx: Needs<'viewer' | 'refusedToken'>, { id }: { readonly id: string }) {
  if (!mayManageMembers(requireViewer(ctx))) throw notAllowed('Importing members needs the right members.manage.')

  return inTransaction(ctx, async (ctx) => {
    const found = await lockImport(ctx.db, id)
    if (!found) return refuse('NOT_FOUND', 'There is no such import.', ['id'])
    const now = ctx.clock.now()
    const until = undoUntil(found)
    const isWhole = found.status === 'DONE' && until !== null && isBefore(now, until)
    const isBroken = (found.status === 'APPLYING' || found.status === 'UNDOING') && isStuck(found)
    if (!isWhole && !isBroken) return refuse('NOT_ALLOWED_NOW', 'This import cannot be undone, or no more.', ['id'])
    if (await isAnotherWriting(ctx.db, id)) return refuse('IMPORT_RUNNING', 'Another import is at work.', ['id'])
    const step = found.step + 1
    ctx.enqueue({ task: undoTaskName, data: { importId: id, step } })
    const { fileName, counts } = found
    ctx.audit({ action: 'memberImport.undo', entity: 'memberImport', entityId: id, after: { fileName, ...counts } })
    const change = { status: 'UNDOING', step, doneRows: 0, faultCode: null, faultMessage: null } as const
    return changeImport(ctx.db, id, { ...change, now })
  })
}
