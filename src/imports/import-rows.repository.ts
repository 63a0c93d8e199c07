import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { FileRow } from './file-text.js'
import type { ImportCounts, ReadRow, RowFate, RowFault, RowProfile } from './member-import.js'

/** Which rows of an import. */
export interface RowSpan {
  readonly importId: string
  /** The last row before them. */
  readonly after: number
  readonly limit: number
}

/** Keeps rows of a file as they came. */
export async function addRows(db: Db, importId: string, rows: readonly FileRow[]): Promise<void> {
  const told = JSON.stringify(rows.map(({ rowNo, cells }) => [rowNo, cells]))
  await sql`insert into member_import_row (import_id, row_no, cells)
    select ${importId}, (told ->> 0)::integer, told -> 1 from jsonb_array_elements(${told}::jsonb) told`.execute(db)
}

/** Removes so many rows of an import at most; returns how many there were. */
export async function removeRows(db: Db, importId: string, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`delete from member_import_row where (import_id, row_no) in (
    select import_id, row_no from member_import_row where import_id = ${importId} limit ${limit})`.execute(db)
  return Number(numAffectedRows ?? 0n)
}

/** The next rows, as they came. */
export const rowsAsTheyCame = (db: Db, { importId, after, limit }: RowSpan): Promise<FileRow[]> =>
  db
    .selectFrom('member_import_row')
    // jsonb that addRows wrote.
    .select(['row_no as rowNo', sql<readonly string[]>`cells`.as('cells')])
    .where('import_id', '=', importId)
    .where('row_no', '>', after)
    .orderBy('row_no')
    .limit(limit)
    .execute()

/** Writes what was understood of rows; what an earlier reading left is gone. */
export async function storeReading(db: Db, importId: string, rows: readonly ReadRow[]): Promise<void> {
  await sql`update member_import_row set profile = told.profile, external_id = told."externalId",
      member_number = told."memberNumber", match_key = told."matchKey", household_key = told."householdKey",
      household_name = told."householdName", relation = told.relation, faults = told.faults, notes = told.notes, fate = null,
      changes = '{}', member_id = null
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as told ("rowNo" integer, profile jsonb, "externalId" text,
      "memberNumber" text, "matchKey" text, "householdKey" text, "householdName" text, relation text, faults jsonb,
      notes jsonb)
    where import_id = ${importId} and row_no = told."rowNo"`.execute(db)
}

/** A row that is to be judged, or applied. */
export interface StagedRow extends ReadRow {
  readonly fate: RowFate | null
}

const staged = sql`row_no as "rowNo", profile, external_id as "externalId", member_number as "memberNumber",
  match_key as "matchKey", household_key as "householdKey", household_name as "householdName", relation, faults, notes, fate`

/** The next rows, as they were understood. */
export async function stagedRows(db: Db, { importId, after, limit }: RowSpan): Promise<StagedRow[]> {
  const { rows } = await sql<StagedRow>`select ${staged} from member_import_row
    where import_id = ${importId} and row_no > ${after} order by row_no limit ${limit}`.execute(db)
  return rows
}

/** The next rows that wait to be applied. */
export async function waitingRows(db: Db, { importId, after, limit }: RowSpan): Promise<StagedRow[]> {
  const { rows } = await sql<StagedRow>`select ${staged} from member_import_row
    where import_id = ${importId} and row_no > ${after} and not applied and fate <> 'REFUSED'
    order by row_no limit ${limit}`.execute(db)
  return rows
}

/** Has the planner look at the rows of files as they are now. Locks them against nothing but another such look. */
export async function lookAtRows(db: Db): Promise<void> {
  await sql`select analyze_import_rows()`.execute(db)
}

// `offset 0` keeps a subquery what it says: asked of an index for each row. The planner may know nothing of rows that have just
// come, and would join all of the file with itself. `is not distinct from` and `+ 0` are asked of no index: they leave it the
// one that is led by what is looked for, where it would take the one that has the import, of one row as it thinks.

/** Which of these rows say the same person as a row before them. */
export async function repeatedRows(db: Db, importId: string, rowNos: readonly number[]): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ rowNo: number }>`select row_no as "rowNo" from member_import_row one
    where import_id = ${importId} and row_no = any(${rowNos}::integer[]) and match_key is not null and exists (
      select from member_import_row earlier where earlier.match_key = one.match_key
        and earlier.import_id is not distinct from one.import_id and earlier.row_no + 0 < one.row_no offset 0)`.execute(
    db,
  )
  return new Set(rows.map(({ rowNo }) => rowNo))
}

/** What was decided about a row. */
export interface JudgedRow {
  readonly rowNo: number
  readonly fate: RowFate
  readonly faults: readonly RowFault[]
  readonly changes: readonly string[]
  readonly memberId: string | null
}

/** Writes what was decided about rows. */
export async function storeJudgement(db: Db, importId: string, rows: readonly JudgedRow[]): Promise<void> {
  await sql`update member_import_row set fate = told.fate, faults = told.faults, changes = told.changes,
      member_id = told."memberId"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as told ("rowNo" integer, fate text, faults jsonb,
      changes text[], "memberId" uuid)
    where import_id = ${importId} and row_no = told."rowNo"`.execute(db)
}

/** Refuses those of these rows that are about a member whom an earlier row is about. */
export async function refuseTaken(
  db: Db,
  importId: string,
  { rowNos, fault }: { readonly rowNos: readonly number[]; readonly fault: RowFault },
): Promise<void> {
  await sql`update member_import_row one set fate = 'REFUSED', faults = ${JSON.stringify([fault])}::jsonb, changes = '{}',
      member_id = null
    where import_id = ${importId} and row_no = any(${rowNos}::integer[]) and member_id is not null and exists (
      select from member_import_row earlier where earlier.member_id = one.member_id
        and earlier.import_id is not distinct from one.import_id and earlier.row_no + 0 < one.row_no offset 0)`.execute(
    db,
  )
}

/** What became of a row. */
export interface AppliedRow extends JudgedRow {
  /** The changed fields as they were; null for a new member. */
  readonly before: Readonly<Record<string, unknown>> | null
  readonly versionAfter: number | null
}

/** Writes what became of rows; the texts of those that were taken in are gone from here. */
export async function storeOutcome(db: Db, importId: string, rows: readonly AppliedRow[]): Promise<void> {
  await sql`update member_import_row set fate = told.fate, faults = told.faults, changes = told.changes,
      member_id = told."memberId", before = told.before, version_after = told."versionAfter",
      applied = told.fate <> 'REFUSED', cells = case when told.fate = 'REFUSED' then cells else '[]' end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as told ("rowNo" integer, fate text, faults jsonb,
      changes text[], "memberId" uuid, before jsonb, "versionAfter" integer)
    where import_id = ${importId} and row_no = told."rowNo"`.execute(db)
}

/** A row that was applied and may be undone. */
export interface UndoableRow {
  readonly rowNo: number
  readonly fate: 'CREATE' | 'UPDATE'
  readonly memberId: string
  readonly profile: RowProfile | null
  readonly changes: readonly string[]
  readonly before: Readonly<Record<string, unknown>> | null
  readonly versionAfter: number | null
}

/**
 * Of the next rows, the last of the file first, those that changed something and have not been undone; `first` is where the
 * next ones go on, null when there are no more.
 */
export async function undoableRows(
  db: Db,
  { importId, before, limit }: { readonly importId: string; readonly before: number; readonly limit: number },
): Promise<{ readonly rows: readonly UndoableRow[]; readonly first: number | null }> {
  // Filtered after the limit: the planner, who takes them for a few, would read the whole file each time to find them.
  const { rows } = await sql<
    UndoableRow & { readonly isUndoable: boolean }
  >`select row_no as "rowNo", fate, member_id as "memberId", profile, changes, before, version_after as "versionAfter",
      applied and undone is null and fate in ('CREATE', 'UPDATE') and member_id is not null as "isUndoable"
    from member_import_row where import_id = ${importId} and row_no < ${before}
    order by row_no desc limit ${limit}`.execute(db)
  return { rows: rows.filter(({ isUndoable }) => isUndoable), first: rows.at(-1)?.rowNo ?? null }
}

/** What came of undoing a row; `reason` says what was kept, and why. */
export interface UndoneRow {
  readonly rowNo: number
  readonly undone: 'UNDONE' | 'KEPT'
  readonly reason: string | null
}

/** Writes what came of undoing rows. */
export async function storeUndone(db: Db, importId: string, rows: readonly UndoneRow[]): Promise<void> {
  await sql`update member_import_row set undone = told.undone, undo_reason = told.reason
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as told ("rowNo" integer, undone text, reason text)
    where import_id = ${importId} and row_no = told."rowNo"`.execute(db)
}

/** How many rows meet each fate. */
export async function countFates(db: Db, importId: string): Promise<ImportCounts> {
  const { rows } = await sql<Required<ImportCounts>>`select
      count(*) filter (where fate = 'CREATE')::integer as create, count(*) filter (where fate = 'UPDATE')::integer as update,
      count(*) filter (where fate = 'UNCHANGED')::integer as unchanged,
      count(*) filter (where fate = 'REFUSED')::integer as refused,
      count(*) filter (where undone = 'UNDONE')::integer as undone, count(*) filter (where undone = 'KEPT')::integer as kept
    from member_import_row where import_id = ${importId}`.execute(db)
  return rows[0] ?? {}
}

/** Empties what stands of people in the rows that were about them. */
export async function forgetMembers(db: Db, memberIds: readonly string[]): Promise<void> {
  await sql`update member_import_row set cells = '[]', profile = null, before = null, external_id = null,
    member_number = null, match_key = null, household_key = null, household_name = null, faults = '[]', changes = '{}',
    notes = '[]', undo_reason = null where member_id = any(${memberIds}::uuid[])`.execute(db)
}
