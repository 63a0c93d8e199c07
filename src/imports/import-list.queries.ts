import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import { countUpTo, keysetOrder, readPage } from '../platform/db/keyset.js'
import type { Page, PageRequest } from '../platform/page.js'
import type { MemberImport, RowFate, RowFault } from './member-import.js'
import { asImport, importColumns } from './member-imports.repository.js'

const order = keysetOrder<MemberImport>(
  [
    { column: 'createdAt', direction: 'desc', kind: 'instant' },
    { column: 'id', direction: 'desc', kind: 'id' },
  ],
  'member_import',
)

/** A page of the church's imports, newest first. Throws BAD_CURSOR, BAD_USER_INPUT. */
export const importList = (db: Db, request: PageRequest): Promise<Page<MemberImport>> =>
  readPage(request, order, {
    rows: async (after, limit) => {
      const found = db.selectFrom('member_import').select(importColumns).where(after)
      return (await found.orderBy(order.orderBy).limit(limit).execute()).map(asImport)
    },
    count: () => countUpTo(db, db.selectFrom('member_import').select('id')),
  })

/** A row of a file, as its dry run or its report shows it. */
export interface ReportedRow {
  /** As a cursor spells it. */
  readonly rowNo: string
  readonly fate: RowFate
  readonly faults: readonly RowFault[]
  readonly notes: readonly RowFault[]
  readonly changes: readonly string[]
  readonly memberId: string | null
  readonly firstName: string | null
  readonly lastName: string | null
  readonly undone: 'UNDONE' | 'KEPT' | null
  readonly undoReason: string | null
}

/** Which rows are shown. */
export interface RowsRequest extends PageRequest {
  readonly importId: string
  readonly fate?: RowFate | null
  /** Only those that undoing left as they are. */
  readonly kept?: boolean | null
}

const rowOrder = keysetOrder<ReportedRow>(
  [{ column: 'rowNo', direction: 'asc', kind: 'sequence' }],
  'member_import_row',
)

/** A page of the rows of an import that have been judged, in the order of the file. Throws BAD_CURSOR, BAD_USER_INPUT. */
export function reportedRows(db: Db, request: RowsRequest): Promise<Page<ReportedRow>> {
  const { importId, fate, kept } = request
  const wanted = db
    .selectFrom('member_import_row')
    .where('import_id', '=', importId)
    .where('fate', 'is not', null)
    .$if(Boolean(fate), (query) => query.where('fate', '=', fate ?? null))
    .$if(kept === true, (query) => query.where('undone', '=', 'KEPT'))
  return readPage(request, rowOrder, {
    rows: (after, limit) =>
      wanted
        .select([
          sql<string>`row_no::text`.as('rowNo'),
          sql<RowFate>`fate`.as('fate'),
          sql<readonly RowFault[]>`faults`.as('faults'),
          sql<readonly RowFault[]>`notes`.as('notes'),
          ...(['changes', 'member_id as memberId', 'undone', 'undo_reason as undoReason'] as const),
          sql<string | null>`profile ->> 'firstName'`.as('firstName'),
          sql<string | null>`profile ->> 'lastName'`.as('lastName'),
        ])
        .where(after)
        .orderBy(rowOrder.orderBy)
        .limit(limit)
        .execute(),
    count: () => countUpTo(db, wanted.select('row_no')),
  })
}

/** A row that was refused, as it stood in the file. */
export interface RefusedRow {
  readonly rowNo: number
  readonly cells: readonly string[]
  readonly faults: readonly RowFault[]
}

/** The next refused rows of an import. */
export async function refusedRows(
  db: Db,
  { importId, after, limit }: { readonly importId: string; readonly after: number; readonly limit: number },
): Promise<readonly RefusedRow[]> {
  const { rows } = await sql<RefusedRow>`select row_no as "rowNo", cells, faults from member_import_row
    where import_id = ${importId} and fate = 'REFUSED' and row_no > ${after} order by row_no limit ${limit}`.execute(db)
  return rows
}
