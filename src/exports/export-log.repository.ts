import type { Db } from '../platform/db/handles.js'
import type { Json } from '../platform/json.js'
import type { ExportedList, ExportFormat } from './exported-list.js'

/** What is kept of one export. */
export interface ExportRecord {
  readonly id: string
  readonly userId: string
  readonly kind: ExportedList['kind']
  readonly format: ExportFormat
  readonly filters: Readonly<Record<string, Json>>
  readonly rowCount: number
  readonly byteSize: number
  /** Milliseconds. */
  readonly duration: number
  readonly outcome: 'DONE' | 'FAILED'
}

/** Whether an export came to an end that is kept. */
export async function hasEnded(db: Db, id: string): Promise<boolean> {
  const kept = await db.selectFrom('export_log').select('id').where('id', '=', id).executeTakeFirst()
  return kept !== undefined
}

/** Keeps that a list left as a file. */
export async function addExport(db: Db, record: ExportRecord): Promise<void> {
  const { id, userId, kind, format, filters, rowCount, byteSize, duration, outcome } = record
  await db
    .insertInto('export_log')
    .values({
      ...{ id, kind, format, filters, outcome },
      user_id: userId,
      row_count: rowCount,
      byte_size: String(byteSize),
      duration_ms: duration,
    })
    .execute()
}
