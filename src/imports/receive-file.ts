import type { Readable } from 'node:stream'
import { unaudited } from '../platform/audit/audit-entry.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { isId } from '../platform/ids.js'
import { hashOfSecret } from '../platform/mail/link-secrets.js'
import { inTransaction } from '../platform/transaction.js'
import { FileFault, type FileRow } from './file-text.js'
import { dialectOf, guessColumns } from './import-fields.js'
import { addRows, removeRows } from './import-rows.repository.js'
import type { ImportColumn, MemberImport } from './member-import.js'
import { changeImport, takeUpload } from './member-imports.repository.js'
import { noEvidence, withText } from './partial-date.js'
import { openFile, type OpenedFile } from './read-rows.js'
import { seeRows } from './see-rows.js'

/** A file that comes to the address of an import. */
export interface ComingFile {
  readonly importId: string
  /** From the address. */
  readonly token: string
  readonly file: Readable
}

/** Rows that are kept in one transaction. */
const atOnce = 1000
/** Longer samples are cut. */
const sampleLength = 60

/**
 * Takes the file of an import and keeps its rows as they come; nothing of it stands on a disk of ours but in the church's
 * own tables. Resolves to the import: RECEIVED with its columns guessed, or REJECTED with the reason, with none of its
 * rows left. Reading stops with the first fault.
 *
 * Throws FORBIDDEN when the address is over, was used, or is of no import here.
 */
export async function receiveFile(ctx: Needs<never>, coming: ComingFile): Promise<MemberImport> {
  const { importId } = coming
  const taken = await inTransaction(ctx, async ({ db, audit, clock }) => {
    audit(unaudited('the file is told of once it has come'))
    const hash = hashOfSecret(coming.token)
    return isId(importId) ? takeUpload(db, { id: importId, hash, now: clock.now() }) : null
  })
  if (!taken) throw notAllowed('This address takes no file: it is over, or was used. Create another import.')
  try {
    return await keepFile(ctx, taken, await openFile(coming.file))
  } catch (error) {
    if (error instanceof FileFault) return reject(ctx, taken, error)
    if (!coming.file.readableAborted && !coming.file.errored) throw error
    await reject(ctx, taken, new FileFault('FILE_CUT_SHORT'))
    throw error
  }
}

async function keepFile(ctx: Needs<never>, taken: MemberImport, { rows, notes }: OpenedFile): Promise<MemberImport> {
  let columns: ImportColumn[] = []
  let rowCount = 0
  let batch: FileRow[] = []
  const keep = async (): Promise<void> => {
    await inTransaction(ctx, async ({ db, audit }) => {
      audit(unaudited('rows on their way in, told of once all have come'))
      await addRows(db, taken.id, batch)
    })
    rowCount += batch.length
    batch = []
  }
  for await (const row of rows) {
    if (columns.length === 0) columns = columnsOf(row.cells)
    else {
      columns = columns.map((column, at) => learnt(column, row.cells[at] ?? ''))
      batch.push(row)
      if (batch.length === atOnce) await keep()
    }
  }
  if (batch.length > 0) await keep()
  await seeRows(ctx)
  const dialect = dialectOf(columns.map(({ heading }) => heading))
  const source = taken.source ?? dialect.toLowerCase()
  const { encoding, delimiter } = notes
  return inTransaction(ctx, async ({ db, audit, clock }) => {
    audit({
      ...{ action: 'memberImport.receive', entity: 'memberImport', entityId: taken.id },
      after: { fileName: taken.fileName, dialect, source, encoding, rowCount },
    })
    const change = { status: 'RECEIVED', dialect, source, encoding, delimiter, columns, rowCount } as const
    return changeImport(db, taken.id, { ...change, now: clock.now() })
  })
}

function columnsOf(headings: readonly string[]): ImportColumn[] {
  const fields = guessColumns(headings)
  return headings.map((heading, at) => ({ heading, field: fields[at] ?? null, sample: null, dates: noEvidence }))
}

/** The same column, with what one more of its texts says. */
function learnt(column: ImportColumn, text: string): ImportColumn {
  const dates = withText(column.dates, text)
  if ((column.sample !== null || text === '') && dates === column.dates) return column
  return { ...column, dates, sample: column.sample ?? (Array.from(text).slice(0, sampleLength).join('') || null) }
}

/** Removes what has come of a file, and says why it goes no further. */
async function reject(ctx: Needs<never>, taken: MemberImport, fault: FileFault): Promise<MemberImport> {
  for (let removed = atOnce; removed > 0;) {
    removed = await inTransaction(ctx, async ({ db, audit }) => {
      audit(unaudited('rows of a file that is rejected, which is told'))
      return removeRows(db, taken.id, 20 * atOnce)
    })
  }
  return inTransaction(ctx, async ({ db, audit, clock }) => {
    const after = { fileName: taken.fileName, code: fault.code }
    audit({ action: 'memberImport.reject', entity: 'memberImport', entityId: taken.id, after })
    const change = { status: 'REJECTED', faultCode: fault.code, faultMessage: fault.message } as const
    return changeImport(db, taken.id, { ...change, now: clock.now() })
  })
}
