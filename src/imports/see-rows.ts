import { unaudited } from '../platform/audit/audit-entry.js'
import type { Needs } from '../platform/context.js'
import { inTransaction } from '../platform/transaction.js'
import { lookAtRows } from './import-rows.repository.js'

/** Lets the planner see the rows of files as they are, in a transaction of its own: two at once wait for each other. */
export const seeRows = (ctx: Needs<never>): Promise<void> =>
  inTransaction(ctx, async ({ db, audit }) => {
    audit(unaudited('nothing is changed but what the database knows of its own tables'))
    await lookAtRows(db)
  })
