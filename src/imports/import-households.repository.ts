import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'

/** A household of a file, and which one it is here. */
export interface ImportedHousehold {
  readonly key: string
  readonly householdId: string
  readonly isNew: boolean
}

/** What came of the next households of a file. */
export interface HouseholdsOutcome {
  readonly keys: readonly string[]
  readonly households: readonly ImportedHousehold[]
  /** The rows of those who have come to live in one of them, and would live in none without the import. */
  readonly joinerRows: readonly number[]
}

/** Keeps which households the import made or found, and that the rows of these keys have been looked after. */
export async function storeHouseholds(
  db: Db,
  importId: string,
  { keys, households, joinerRows }: HouseholdsOutcome,
): Promise<void> {
  await sql`insert into member_import_household (import_id, household_key, household_id, is_new)
    select ${importId}, key, "householdId", "isNew" from jsonb_to_recordset(${JSON.stringify(households)}::jsonb)
      as told (key text, "householdId" uuid, "isNew" boolean)`.execute(db)
  await sql`update member_import_row set housed = true, changes = case when row_no = any(${joinerRows}::integer[])
      then array_append(array_remove(changes, 'household'), 'household') else changes end
    where import_id = ${importId} and household_key = any(${keys}::text[])`.execute(db)
}

/** The households that an import made, so many after one. */
export const newHouseholds = (
  db: Db,
  { importId, after, limit }: { readonly importId: string; readonly after: string; readonly limit: number },
) =>
  db
    .selectFrom('member_import_household')
    .select(['household_key as key', 'household_id as householdId'])
    .where('import_id', '=', importId)
    .where('is_new', '=', true)
    .where('household_key', '>', after)
    .orderBy('household_key')
    .limit(limit)
    .execute()
