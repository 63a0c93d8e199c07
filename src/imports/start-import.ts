import { requireViewer } from '../access/index.js'
import { mayManageMembers } from '../members/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { once } from '../platform/idempotency/once.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { applyTaskName } from './apply-import.js'
import { isStuck } from './member-import.js'
import { changeImport, isAnotherWriting, lockImport } from './member-imports.repository.js'

/** Which import is applied. */
export interface StartImport {
  readonly id: string
  readonly idempotencyKey: string
}

/**
 * Has everything done that the preview tells; what was refused there stays out.
 *
 * Refuses NOT_FOUND, NOT_ALLOWED_NOW without a preview, IMPORT_RUNNING while another one writes; throws FORBIDDEN without
 * `members.manage`, and what `once` does. Locks the import, in turns with other imports of the church.
 */
export async function startImport(ctx: Needs<'viewer' | 'refusedToken'>, { id, idempotencyKey: key }: StartImport) {
  if (!mayManageMembers(requireViewer(ctx))) throw notAllowed('Importing members needs the right members.manage.')

  return once(ctx, { operation: 'startImport', key, request: { id } }, (ctx) =>
    inTransaction(ctx, async (ctx) => {
      const found = await lockImport(ctx.db, id)
      if (!found) return refuse('NOT_FOUND', 'There is no such import.', ['id'])
      if (found.status !== 'PREVIEWED' && !(found.status === 'APPLYING' && isStuck(found))) {
        return refuse('NOT_ALLOWED_NOW', 'Look through the file first: previewImport.', ['id'])
      }
      if (await isAnotherWriting(ctx.db, id)) return refuse('IMPORT_RUNNING', 'Another import is at work.', ['id'])
      const step = found.step + 1
      ctx.enqueue({ task: applyTaskName, data: { importId: id, step } })
      const { fileName, counts } = found
      ctx.audit({ action: 'memberImport.start', entity: 'memberImport', entityId: id, after: { fileName, ...counts } })
      const doneRows = found.status === 'APPLYING' ? found.doneRows : (counts.refused ?? 0)
      return changeImport(ctx.db, id, {
        ...{ status: 'APPLYING', step, doneRows, faultCode: null, faultMessage: null },
        now: ctx.clock.now(),
      })
    }),
  )
}
