import type { Ctx } from '../context.js'
import type { ControlDb } from '../db/handles.js'
import { enqueueJob } from '../jobs/jobs.repository.js'
import type { Task } from '../jobs/task.js'
import type { Json } from '../json.js'
import { inTransaction } from '../transaction.js'
import { type AuditEntry, unaudited } from './audit-entry.js'
import { addAuditRowOnce, type AuditRow } from './audit.repository.js'
import { rowOf } from './store-audit.js'

const task = 'record-audit'

/** Who tells, and where from; without a viewer an entry names its actor itself. */
export type Teller = Pick<Ctx, 'clock' | 'origin'> & { readonly viewer?: Ctx['viewer'] }

/**
 * Tells the audit log of the transaction's church what is changed outside of its schema: kept with that change, as a job,
 * and never without it. The entry has the moment of the change, whenever it is written.
 */
export async function tellAudit(teller: Teller, control: ControlDb, entry: AuditEntry): Promise<void> {
  const row = rowOf({ viewer: null, ...teller }, entry)
  // A row is JSON but for what its type promises of absent members.
  await enqueueJob(control, { task, data: row as unknown as Json })
}

/** Writes what `tellAudit` was told into the church's audit log; a second run of one job finds it there. */
export const recordAudit: Task = {
  task,
  isKept: true,
  run: (ctx, data) =>
    inTransaction(ctx, async ({ db, audit }) => {
      // tellAudit made it.
      await addAuditRowOnce(db, data as unknown as AuditRow)
      audit(unaudited('it is the entry itself'))
    }),
}
