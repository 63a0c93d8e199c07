import { sql } from 'kysely'
import type { Relation } from '../households/index.js'
import type { Member } from '../members/index.js'
import type { Db } from '../platform/db/handles.js'

/** Somebody whom a file puts into a household. */
export interface StagedResident {
  readonly rowNo: number
  readonly key: string
  readonly name: string | null
  readonly relation: Relation | null
  readonly memberId: string
  readonly lastName: string
  readonly address: string | null
  readonly phone: string | null
  readonly status: Member['status']
  /** Where they live by now; null for nowhere. */
  readonly householdId: string | null
}

/** The next households of a file that have not been looked after, by what the file calls them. */
export async function waitingHouseholds(
  db: Db,
  { importId, after, limit }: { readonly importId: string; readonly after: string; readonly limit: number },
): Promise<readonly string[]> {
  const { rows } = await sql<{ key: string }>`select distinct household_key as key from member_import_row
    where import_id = ${importId} and household_key > ${after} and applied and not housed
    order by household_key limit ${limit}`.execute(db)
  return rows.map(({ key }) => key)
}

/** Who of these households was taken in, in the order of the file; archived people are left out. */
export async function stagedResidents(db: Db, importId: string, keys: readonly string[]): Promise<StagedResident[]> {
  const { rows } = await sql<StagedResident>`select row.row_no as "rowNo", row.household_key as key,
      row.household_name as name, row.relation, member.id as "memberId", member.last_name as "lastName", member.address,
      coalesce(member.phone_home, member.phone) as phone, member.status, stay.household_id as "householdId"
    from member_import_row row cross join lateral (
        select id, last_name, address, phone_home, phone, status from member
        where id = row.member_id and archived_at is null offset 0
      ) member left join lateral (
        select household_id from household_member where member_id = member.id and until_on is null offset 0
      ) stay on true
    where row.import_id = ${importId} and row.household_key = any(${keys}::text[]) and row.applied
    order by row.row_no`.execute(db)
  return rows
}

/** A household that is not archived, and whether somebody is its HEAD and its SPOUSE. */
export interface KnownHousehold {
  readonly id: string
  readonly hasHead: boolean
  /** Becomes true when somebody joins as SPOUSE. */
  hasSpouse: boolean
}

/** Those of these households that are not archived. */
export async function knownHouseholds(db: Db, ids: readonly string[]): Promise<readonly KnownHousehold[]> {
  const { rows } = await sql<KnownHousehold>`select household.id,
      exists (select from household_member where household_id = household.id and until_on is null and relation = 'HEAD')
        as "hasHead",
      exists (select from household_member where household_id = household.id and until_on is null and relation = 'SPOUSE')
        as "hasSpouse"
    from household where id = any(${ids}::uuid[]) and archived_at is null`.execute(db)
  return rows
}

/** What the households of a source are here, by what the source calls them. */
export async function householdsOfSource(db: Db, source: string, keys: readonly string[]) {
  const { rows } = await sql<{ key: string; id: string }>`select external_id as key, entity_id as id from external_ref
    where entity = 'household' and source = ${source} and external_id = any(${keys}::text[])`.execute(db)
  return new Map(rows.map(({ key, id }) => [key, id]))
}

/** Those of these households that somebody lives in now. */
export async function inhabitedHouseholds(db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('household_member')
    .select('household_id as id')
    .distinct()
    .where('household_id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('until_on', 'is', null)
    .execute()
  return new Set(rows.map(({ id }) => id))
}
