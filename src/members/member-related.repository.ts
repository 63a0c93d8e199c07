import { sql } from 'kysely'
import type { Clock } from '../platform/clock.js'
import type { Db } from '../platform/db/handles.js'
import { newId } from '../platform/ids.js'
import type { FaithProfile, MemberEducation, MemberParent } from './member-related.js'

const ofMembers = (ids: readonly string[]) => sql<string>`any(${ids}::uuid[])`

/** The parents of these members, as entered. */
export const parentsOf = (db: Db, memberIds: readonly string[]) =>
  db
    .selectFrom('member_parent')
    .select(['member_id as memberId', 'relation', 'name', 'same_denomination as sameDenomination', 'parish'])
    .select('parent_member_id as parentMemberId')
    .where('member_id', '=', ofMembers(memberIds))
    .orderBy('id')
    .execute()

/** The schools of these members, as entered. */
export const educationOf = (db: Db, memberIds: readonly string[]) =>
  db
    .selectFrom('member_education')
    .select(['member_id as memberId', 'level', 'institution', 'completed_year as completedYear'])
    .where('member_id', '=', ofMembers(memberIds))
    .orderBy('id')
    .execute()

/** The faith profiles of these members; those without one are left out. */
export const faithOf = (db: Db, memberIds: readonly string[]) =>
  db
    .selectFrom('member_faith_profile')
    .select(['member_id as id', 'bcc_name as bccName', 'home_cell as homeCell', 'spiritual_gifts as spiritualGifts'])
    .select(['baptism_type as baptismType', 'speaks_in_tongues as speaksInTongues', 'presbytery', 'congregation'])
    .select('baptism_mode as baptismMode')
    .where('member_id', '=', ofMembers(memberIds))
    .execute()

/** The sealed numbers of these members' identity papers; those without one are left out. */
export const idNumbersOf = (db: Db, memberIds: readonly string[]) =>
  db
    .selectFrom('member')
    .select(['id', 'id_number as idNumber'])
    .where('id', '=', ofMembers(memberIds))
    .where('id_number', 'is not', null)
    .execute()

/** Puts the sealed number of an identity paper in the place of the one there was. */
export async function storeIdNumber(db: Db, memberId: string, idNumber: Buffer | null): Promise<void> {
  await db.updateTable('member').set({ id_number: idNumber }).where('id', '=', memberId).execute()
}

/** What is written for a member, and the clock that its ids are made with. */
export interface Written<Row> {
  readonly memberId: string
  readonly rows: readonly Row[]
  readonly clock: Clock
}

/** Puts these parents in the place of those there were. */
export async function storeParents(db: Db, { memberId, rows, clock }: Written<MemberParent>): Promise<void> {
  await db.deleteFrom('member_parent').where('member_id', '=', memberId).execute()
  if (rows.length === 0) return
  const values = rows.map(({ relation, name, sameDenomination, parish, parentMemberId }) => ({
    ...{ id: newId(clock), member_id: memberId, relation, name, parish: parish ?? null },
    ...{ same_denomination: sameDenomination ?? null, parent_member_id: parentMemberId ?? null },
  }))
  await db.insertInto('member_parent').values(values).execute()
}

/** Puts these schools in the place of those there were. */
export async function storeEducation(db: Db, { memberId, rows, clock }: Written<MemberEducation>): Promise<void> {
  await db.deleteFrom('member_education').where('member_id', '=', memberId).execute()
  if (rows.length === 0) return
  const values = rows.map(({ level, institution, completedYear }) => ({
    ...{ id: newId(clock), member_id: memberId, level, institution, completed_year: completedYear ?? null },
  }))
  await db.insertInto('member_education').values(values).execute()
}

/** Writes the named fields of a member's faith profile; null empties all of it. */
export async function storeFaith(db: Db, memberId: string, faith: FaithProfile | null): Promise<void> {
  if (faith === null) {
    await db.deleteFrom('member_faith_profile').where('member_id', '=', memberId).execute()
    return
  }
  const { bccName, homeCell, spiritualGifts, baptismType, speaksInTongues, presbytery, congregation } = faith
  const columns = {
    ...(bccName !== undefined && { bcc_name: bccName }),
    ...(homeCell !== undefined && { home_cell: homeCell }),
    ...(spiritualGifts !== undefined && { spiritual_gifts: [...(spiritualGifts ?? [])] }),
    ...(baptismType !== undefined && { baptism_type: baptismType }),
    ...(speaksInTongues !== undefined && { speaks_in_tongues: speaksInTongues }),
    ...(presbytery !== undefined && { presbytery }),
    ...(congregation !== undefined && { congregation }),
    ...(faith.baptismMode !== undefined && { baptism_mode: faith.baptismMode }),
  }
  const row = { member_id: memberId, ...columns }
  await db
    .insertInto('member_faith_profile')
    .values(row)
    .onConflict((conflict) => conflict.column('member_id').doUpdateSet(row))
    .execute()
}
