import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { requireViewer } from '../access/index.js'
import { type Column, csvOf, defused } from '../exports/index.js'
import { mayManageMembers } from '../members/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs, Viewer } from '../platform/context.js'
import type { TextRow } from '../platform/db/long-reading.js'
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
  ctx: Needs<'refusedToken' | 'throttle' | 'afresh'>,
  importId: string,
): Promise<RefusedRowsFile | null> {
  const viewer = requireManager(ctx)
  const found = isId(importId) ? await findImport(ctx.db, importId) : null
  if (!found) return null
  await ctx.throttle('export', { by: viewer.userId })
  await inTransaction(ctx, async ({ audit }) =>
    audit({ action: 'memberImport.download', entity: 'memberImport', entityId: found.id }),
  )
  return {
    fileName: `Refused-rows-${found.id}.csv`,
    pour: (into) => pipeline(csvOf(columnsOf(found), batchesOf(ctx, found)), into),
  }
}

function requireManager(ctx: Needs<'refusedToken'>): Viewer {
  const viewer = requireViewer(ctx)
  if (!mayManageMembers(viewer)) throw notAllowed('Importing members needs the right members.manage.')
  return viewer
}

const columnsOf = ({ columns }: MemberImport): readonly Column[] => [
  ...columns.map(({ heading }): Column => ({ heading: defused(heading), holds: 'words' })),
  { heading: 'Row', holds: 'number' },
  ...['Code', 'Column', 'Reason'].map((heading): Column => ({ heading, holds: 'words' })),
]

/** Each batch is read on its own, with the rights of then: however slow the reader is, no connection waits for them. */
async function* batchesOf({ afresh }: Needs<'afresh'>, found: MemberImport): AsyncGenerator<readonly TextRow[]> {
  const width = found.columns.length
  for (let after = 0; ;) {
    const rows = await afresh((fresh) => {
      requireManager(fresh)
      return refusedRows(fresh.db, { importId: found.id, after, limit: atOnce })
    })
    yield rows.map(({ rowNo, cells, faults }) => {
      const told = Array.from({ length: width }, (_, at) => cells[at] ?? '')
      const reasons = (['code', 'column', 'message'] as const).map((name) =>
        faults.flatMap((fault) => fault[name] ?? []).join('; '),
      )
      return [...told, String(rowNo), ...reasons]
    })
    const last = rows.at(-1)
    if (!last || rows.length < atOnce) return
    after = last.rowNo
  }
}
