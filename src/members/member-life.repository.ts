import { sql } from 'kysely'
import { compiledOnce } from '../platform/db/compiled-once.js'
import type { Db } from '../platform/db/handles.js'
import type { Instant, LocalDate } from '../platform/instant.js'
import { memberColumns } from './member-columns.js'
import { recordFields } from './member-record.js'
import type { Member } from './member.js'

/** Where a member stands from now on. */
export interface MemberState {
  readonly status?: Member['status']
  readonly statusOn?: LocalDate
  /** When the record was archived; null takes it back. */
  readonly archivedAt?: Instant | null
  readonly now: Instant
}

/** Moves a member to another status, into the archive or out of it. */
export async function moveMember(db: Db, id: string, state: MemberState): Promise<Member> {
  const { status, statusOn, archivedAt, now } = state
  return db
    .updateTable('member')
    .set((eb) => ({
      ...{ updated_at: now, version: eb('version', '+', 1) },
      ...(status && { status }),
      ...(statusOn && { status_on: statusOn }),
      ...(archivedAt !== undefined && { archived_at: archivedAt }),
    }))
    .where('id', '=', id)
    .returning(memberColumns)
    .executeTakeFirstOrThrow()
}

/** Whether a member is in the archive. */
export async function isArchived(db: Db, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('member')
    .select('id')
    .where('id', '=', id)
    .where('archived_at', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Removes everything that tells who members were; numbers and dates of the rows stay. Returns them, in no order. */
export async function blankMembers(db: Db, ids: readonly string[], now: Instant): Promise<readonly Member[]> {
  const kept = ['birthYearKnown', 'directory']
  const record = recordFields.filter(({ field }) => !kept.includes(field)).map(({ column }) => [column, null] as const)
  const theirs = sql<string>`any(${ids}::uuid[])`
  await db.deleteFrom('member_parent').where('member_id', '=', theirs).execute()
  await db
    .updateTable('member_parent')
    .set({ parent_member_id: null, name: 'Erased' })
    .where('parent_member_id', '=', theirs)
    .execute()
  await db.deleteFrom('member_education').where('member_id', '=', theirs).execute()
  await db.deleteFrom('member_faith_profile').where('member_id', '=', theirs).execute()
  return db
    .updateTable('member')
    .set((eb) => ({
      ...Object.fromEntries(record),
      ...{ first_name: 'Erased', last_name: 'Erased', title: null, middle_names: null, preferred_name: null },
      ...{ email: null, phone: null, address: null, gender: null, birth_date: null, id_number: null, user_id: null },
      photo_document_id: null,
      ...{ birth_year_known: true, directory: 'NONE', status: 'ERASED', archived_at: now, updated_at: now },
      version: eb('version', '+', 1),
    }))
    .where('id', '=', theirs)
    .returning(memberColumns)
    .execute()
}

/** What tells who somebody was whom `blankMembers` has just made ERASED. */
export interface Traces {
  readonly memberId: string
  readonly userId: string | null
  readonly emails: readonly string[]
  readonly name: string
}

/** Takes names, addresses and values of an erased member out of what else only grows: audit entries and notices. */
export async function eraseTraces(db: Db, { memberId, userId, emails, name }: Traces): Promise<void> {
  await sql`select erase_traces(${memberId}, ${userId}, ${[...emails]}::text[], ${name})`.execute(db)
}

/** As `eraseTraces`, for those who never had an account, and of whom nothing else in the church tells. */
export async function eraseTracesOfMany(db: Db, memberIds: readonly string[]): Promise<void> {
  await sql`select erase_traces_of_many(${memberIds}::uuid[])`.execute(db)
}

const readAliases = compiledOnce((db: Db, { oldIds }: { readonly oldIds: readonly string[] }) =>
  db
    .selectFrom('member_alias')
    .select(['old_id as id', 'member_id as memberId'])
    .where('old_id', '=', sql<string>`any(${oldIds}::uuid[])`),
)

/** The ids that these old ids of merged members lead to; unknown ones are left out. */
export const aliasesOf = (db: Db, oldIds: readonly string[]) => readAliases(db, { oldIds })

/** Lets the id of a merged member, and all that led to it, lead to another. */
export async function addAlias(db: Db, oldId: string, memberId: string): Promise<void> {
  await db.updateTable('member_alias').set({ member_id: memberId }).where('member_id', '=', oldId).execute()
  await db.insertInto('member_alias').values({ old_id: oldId, member_id: memberId }).execute()
}

/** Moves parents, schools and faith of one member to another, who keeps what it has of each. */
export async function moveRelated(db: Db, fromId: string, intoId: string): Promise<void> {
  await db
    .updateTable('member_parent')
    .set({ parent_member_id: intoId })
    .where('parent_member_id', '=', fromId)
    .execute()
  // Who was entered as the parent of the other record would be their own.
  await db
    .updateTable('member_parent')
    .set({ parent_member_id: null })
    .where('member_id', '=', intoId)
    .where('parent_member_id', '=', intoId)
    .execute()
  for (const table of ['member_parent', 'member_education', 'member_faith_profile'] as const) {
    await sql`update ${sql.table(table)} set member_id = ${intoId} where member_id = ${fromId}
      and not exists (select from ${sql.table(table)} kept where kept.member_id = ${intoId})`.execute(db)
  }
}
