import { sql } from 'kysely'
import { compiledOnce } from '../platform/db/compiled-once.js'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { CurrentHousehold, Household, HouseholdDescription, NewHousehold } from './household.js'

/** The columns of a household, in the names of the API. */
export const householdColumns = [
  'household.id',
  'household.name',
  'household.address',
  'household.phone',
  'household.archived_at as archivedAt',
  'household.created_at as createdAt',
  'household.updated_at as updatedAt',
  'household.version',
] as const

const keepersOfHousehold = sql<readonly string[]>`array(
  select keeper.member_id from household_member keeper
  where keeper.household_id = household.id and keeper.until_on is null and keeper.relation in ('HEAD', 'SPOUSE')
)`

/** HEAD and SPOUSE of a household, as one more column of it. */
export const keeperIds = keepersOfHousehold.as('keeperIds')

/**
 * The households that these members live in now, one row a member. Archived ones are left out. `askedBy` is the member who
 * asks: of their own household alone `keeperIds` are read, which in others say nothing to them.
 */
export const currentHouseholdsOf = (
  db: Db,
  memberIds: readonly string[],
  askedBy: string | null,
): Promise<CurrentHousehold[]> => readCurrentHouseholds(db, { memberIds, askedBy })

type Asked = Readonly<Record<'memberIds' | 'askedBy', unknown>>

const readCurrentHouseholds = compiledOnce((db: Db, { memberIds, askedBy }: Asked) =>
  db
    .selectFrom('household_member')
    .innerJoin('household', 'household.id', 'household_member.household_id')
    .select(householdColumns)
    .select(
      sql<readonly string[]>`case when household.id = (
        select home.household_id from household_member home where home.member_id = ${askedBy}::uuid and home.until_on is null
      ) then ${keepersOfHousehold} else '{}' end`.as('keeperIds'),
    )
    .select('household_member.member_id as memberId')
    .where('household_member.until_on', 'is', null)
    .where('household.archived_at', 'is', null)
    .where('household_member.member_id', '=', sql<string>`any(${memberIds}::uuid[])`),
)

/** The households with these ids, archived ones too, in no order. */
export const householdsById = (db: Db, ids: readonly string[]): Promise<Household[]> =>
  db
    .selectFrom('household')
    .select(householdColumns)
    .select(keeperIds)
    .where('household.id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()

/** Locks households until the transaction ends, always in the same order; returns those that are not archived. */
export async function lockHouseholds(db: Db, ids: readonly string[]): Promise<readonly Household[]> {
  await db
    .selectFrom('household')
    .select('id')
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  // A statement of its own: one that waited would show who kept the household before the wait.
  return (await householdsById(db, ids)).filter(({ archivedAt }) => archivedAt === null)
}

/** Adds households without anybody in them. */
export async function addHouseholds(db: Db, households: readonly NewHousehold[]): Promise<void> {
  if (households.length > 0) await db.insertInto('household').values(households).execute()
}

/** Archives households. */
export async function archiveHouseholds(db: Db, ids: readonly string[], now: Instant): Promise<void> {
  await db
    .updateTable('household')
    .set((eb) => ({ archived_at: now, updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
}

/** Writes the named fields of a household and raises its version. */
export async function changeHousehold(
  db: Db,
  id: string,
  change: HouseholdDescription & { readonly archivedAt?: Instant; readonly now: Instant },
): Promise<Household> {
  const { name, address, phone, archivedAt, now } = change
  await db
    .updateTable('household')
    .set((eb) => ({
      ...(name && { name }),
      ...(address !== undefined && { address }),
      ...(phone !== undefined && { phone }),
      ...(archivedAt && { archived_at: archivedAt }),
      updated_at: now,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
  const [changed] = await householdsById(db, [id])
  if (!changed) throw new Error('A household that was just changed is not there.')
  return changed
}
