import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { requireViewer } from '../access/index.js'
import { csvOf, defused } from '../exports/index.js'
import { mayManageMembers } from '../members/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { isId } from '../platform/ids.js'
import { inTransaction } from '../platform/transaction.js'
import { refusedRows } from './import-list.queries.js'
import type { MemberImport } from './member-import.js'
import { findImport } from './member-imports.repository.js'

/** A file of refused rows that is ready to be poured. */
export interface RefusedRowsFile {
  readonly fileName: string
  /** Pours the file into a stream, which it ends. Rejects when it is cut short. */
  readonly pour: (into: Writable) => Promise<void>
}

const atOnce = 500

/**
 * The refused rows of an import as a CSV file: what stood in them, then the row, the code, the column and the reason.
 * Mended, the file can be imported again. Null when there is no such import.
 *
 * Throws UNAUTHENTICATED, FORBIDDEN without `members.manage`, and THROTTLED as exports do.
 */
export async function openRefusedRows(
  ctx: Needs<'refusedToken' | 'throttle'>,
  importId: string,
): Promise<RefusedRowsFile | null> {
  const viewer = requireViewer(ctx)
  if (!mayManageMembers(viewer)) throw notAllowed('Importing members needs the right members.manage.')
  const found = isId(importId) ? await findImport(ctx.db, importId) : null
  if (!found) return null
  await ctx.throttle('export', { by: viewer.userId })
  await inTransaction(ctx, async ({ audit }) =>
    audit({ action: 'memberImport.download', entity: 'memberImport', entityId: found.id }),
  )
  const headings = [...found.columns.map(({ heading }) => defused(heading)), 'Row', 'Code', 'Column', 'Reason']
  return {
    fileName: `Refused-rows-${found.id}.csv`,
    pour: (into) => pipeline(Readable.from(linesOf(ctx, found)), csvOf(headings), into),
  }
}

async function* linesOf({ db }: Needs<never>, found: MemberImport): AsyncGenerator<readonly string[]> {
  const width = found.columns.length
  for (let after = 0; ;) {
    const rows = await refusedRows(db, { importId: found.id, after, limit: atOnce })
    for (const { rowNo, cells, faults } of rows) {
      const told = Array.from({ length: width }, (_, at) => cells[at] ?? '')
      const reasons = (['code', 'column', 'message'] as const).map((name) =>
        faults.flatMap((fault) => fault[name] ?? []).join('; '),
      )
      yield [...told, String(rowNo), ...reasons].map(defused)
    }
    const last = rows.at(-1)
    if (!last || rows.length < atOnce) return
    after = last.rowNo
  }
}
