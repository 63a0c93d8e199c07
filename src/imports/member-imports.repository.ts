import { sql, type Updateable } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { MemberImportTable } from '../platform/db/tables.generated.js'
import type { Instant } from '../platform/instant.js'
import type { Json } from '../platform/json.js'
import type { ImportStatus, MemberImport } from './member-import.js'

/** The columns of an import, in the names of the API. */
export const importColumns = [
  'member_import.id',
  'member_import.created_by as createdBy',
  'member_import.file_name as fileName',
  'member_import.status',
  'member_import.fault_code as faultCode',
  'member_import.fault_message as faultMessage',
  'member_import.source',
  'member_import.dialect',
  'member_import.encoding',
  'member_import.delimiter',
  'member_import.columns',
  'member_import.blank_cells as blankCells',
  'member_import.date_order as dateOrder',
  'member_import.row_count as rowCount',
  'member_import.done_rows as doneRows',
  'member_import.step',
  'member_import.counts',
  'member_import.created_at as createdAt',
  'member_import.updated_at as updatedAt',
  'member_import.finished_at as finishedAt',
] as const

/** What is known of an import before its file. */
export interface NewImport {
  readonly id: string
  readonly createdBy: string
  readonly fileName: string
  readonly source: string | null
  readonly uploadHash: Buffer
  readonly uploadExpiresAt: Instant
  readonly now: Instant
}

/** Adds an import that waits for its file. */
export async function addImport(db: Db, { id, source, ...told }: NewImport): Promise<MemberImport> {
  const row = await db
    .insertInto('member_import')
    .values({
      ...{ id, source, status: 'AWAITING_FILE' },
      created_by: told.createdBy,
      file_name: told.fileName,
      upload_hash: told.uploadHash,
      upload_expires_at: told.uploadExpiresAt,
      ...{ created_at: told.now, updated_at: told.now },
    })
    .returning(importColumns)
    .executeTakeFirstOrThrow()
  return asImport(row)
}

/** One import; null when there is none. */
export async function findImport(db: Db, id: string): Promise<MemberImport | null> {
  const row = await db.selectFrom('member_import').select(importColumns).where('id', '=', id).executeTakeFirst()
  return row ? asImport(row) : null
}

/** One import, locked until the transaction ends; null when there is none. */
export async function lockImport(db: Db, id: string): Promise<MemberImport | null> {
  const row = await db
    .selectFrom('member_import')
    .select(importColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? asImport(row) : null
}

/** Takes the one upload that an address allows; null when it is over, used, or of no import. */
export async function takeUpload(
  db: Db,
  { id, hash, now }: { readonly id: string; readonly hash: Buffer; readonly now: Instant },
): Promise<MemberImport | null> {
  const row = await db
    .updateTable('member_import')
    .set({ status: 'RECEIVING', upload_hash: null, updated_at: now })
    .where('id', '=', id)
    .where('status', '=', 'AWAITING_FILE')
    .where('upload_hash', '=', hash)
    .where('upload_expires_at', '>', now)
    .returning(importColumns)
    .executeTakeFirst()
  return row ? asImport(row) : null
}

/** What becomes of an import; what is left out stays as it is. */
export interface ImportChange extends Partial<
  Pick<
    MemberImport,
    | ('status' | 'faultCode' | 'faultMessage' | 'source' | 'dialect' | 'encoding' | 'delimiter' | 'columns')
    | ('blankCells' | 'dateOrder' | 'rowCount' | 'doneRows' | 'step' | 'counts' | 'finishedAt')
  >
> {
  readonly now: Instant
}

/** Changes an import. Throws NOT_UNIQUE's database fault when another one of the church writes already. */
export async function changeImport(db: Db, id: string, change: ImportChange): Promise<MemberImport> {
  const row = await db
    .updateTable('member_import')
    .set(columnsOf(change))
    .where('id', '=', id)
    .returning(importColumns)
    .executeTakeFirstOrThrow()
  return asImport(row)
}

function columnsOf({ now, columns, counts, ...change }: ImportChange) {
  const plain = Object.entries(change).filter(([, value]) => value !== undefined)
  return {
    // Field and column share their names but for the way they are spelt.
    ...(Object.fromEntries(
      plain.map(([name, value]) => [name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]),
    ) as Updateable<MemberImportTable>),
    ...(columns && { columns: sql<Json>`${JSON.stringify(columns)}::jsonb` }),
    ...(counts && { counts: sql<Json>`${JSON.stringify(counts)}::jsonb` }),
    updated_at: now,
  }
}

/** Whether another import of the church is being applied or undone. Takes turns with others who ask. */
export async function isAnotherWriting(db: Db, id: string): Promise<boolean> {
  // One who asks at the same moment waits here, and sees afterwards what came of the first.
  await sql`select pg_advisory_xact_lock(hashtext(current_schema() || ' member import'))`.execute(db)
  const writing: readonly ImportStatus[] = ['APPLYING', 'UNDOING']
  const row = await db
    .selectFrom('member_import')
    .select('id')
    .where('status', 'in', writing)
    .where('id', '<>', id)
    .executeTakeFirst()
  return row !== undefined
}

/** An import that can be undone no more, or whose file never came; null when there is none. */
export async function findOldImport(
  db: Db,
  { keptSince, staleSince }: { readonly keptSince: Instant; readonly staleSince: Instant },
): Promise<string | null> {
  const old = await db
    .selectFrom('member_import')
    .select('id')
    .where((eb) =>
      eb.or([
        eb.and([eb('status', 'not in', ['APPLYING', 'UNDOING']), eb('updated_at', '<', keptSince)]),
        eb.and([eb('status', 'in', ['AWAITING_FILE', 'RECEIVING', 'REJECTED']), eb('updated_at', '<', staleSince)]),
      ]),
    )
    .orderBy('updated_at')
    .limit(1)
    .executeTakeFirst()
  return old?.id ?? null
}

/** Removes an import whose rows are gone. */
export async function removeImport(db: Db, id: string): Promise<void> {
  await db.deleteFrom('member_import').where('id', '=', id).execute()
}

/** A row of `importColumns` as an import: what stands in its jsonb was written here. */
export const asImport = (
  row: Omit<MemberImport, 'columns' | 'counts'> & { readonly columns: unknown; readonly counts: unknown },
): MemberImport => row as MemberImport
