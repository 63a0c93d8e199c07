import { sql, type Updateable } from 'kysely'
import { readingNumbering } from '../churches/index.js'
import { takingNumbers } from '../platform/counters/counters.repository.js'
import { compiledForNames, compiledOnce } from '../platform/db/compiled-once.js'
import type { Db } from '../platform/db/handles.js'
import type { MemberTable } from '../platform/db/tables.generated.js'
import type { Instant } from '../platform/instant.js'
import { memberCardColumns, memberColumns } from './member-columns.js'
import { recordFields } from './member-record.js'
import type { Member, MemberCard, MemberProfile } from './member.js'

const readMembers = compiledOnce((db: Db, { ids }: { readonly ids: readonly string[] }) =>
  db
    .selectFrom('member')
    .select(memberColumns)
    .where('member.id', '=', sql<string>`any(${ids}::uuid[])`),
)

/** The members with these ids, in no order. */
export const membersById = (db: Db, ids: readonly string[]): Promise<Member[]> => readMembers(db, { ids })

/** The same of one alone: what is asked most is planned once. */
const readOneAskedFor = compiledOnce((db: Db, { id }: { readonly id: string }) =>
  db
    .selectFrom('member')
    .select(memberCardColumns)
    .select(sql<string>`${id}::uuid`.as('askedId'))
    .where(
      'member.id',
      '=',
      sql<string>`coalesce((select member_id from member_alias where old_id = ${id}), ${id}::uuid)`,
    ),
)

const readAskedFor = compiledOnce((db: Db, { ids }: { readonly ids: readonly string[] }) =>
  db
    .selectFrom(sql<{ id: string }>`unnest(${ids}::uuid[])`.as<'asked'>(sql`asked(id)`))
    .leftJoin('member_alias', 'member_alias.old_id', 'asked.id')
    .innerJoin('member', (join) =>
      join.on('member.id', '=', (eb) => eb.fn.coalesce('member_alias.member_id', 'asked.id')),
    )
    .select(memberCardColumns)
    .select('asked.id as askedId'),
)

/** What lists show of those whom these ids stand for: of a merged member, the one that it was merged into. In no order. */
export const memberCardsAskedFor = (
  db: Db,
  ids: readonly string[],
): Promise<(MemberCard & { readonly askedId: string })[]> => {
  const [id] = ids
  return ids.length === 1 && id !== undefined ? readOneAskedFor(db, { id }) : readAskedFor(db, { ids })
}

/** One member, locked until the transaction ends; null when there is none. */
export async function lockMember(db: Db, id: string): Promise<Member | null> {
  const member = await db
    .selectFrom('member')
    .select(memberColumns)
    .where('member.id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return member ?? null
}

/** Whether nobody has ever been entered, archived members included. */
export async function isRollEmpty(db: Db): Promise<boolean> {
  const somebody = await db.selectFrom('member').select('id').limit(1).executeTakeFirst()
  return somebody === undefined
}

/** What is known of a member before the database adds the rest. */
export interface NewMember extends MemberProfile {
  readonly id: string
  readonly memberNumber: string
  readonly firstName: string
  readonly lastName: string
  /** The account of this person; nobody else's. */
  readonly userId?: string
  /** ACTIVE when absent. Counts from today. */
  readonly status?: Member['status']
}

/**
 * Adds a member under the next number of the church's roll. Locks the numbers until the transaction ends, and is one
 * statement because all who enter somebody meanwhile wait for it.
 */
export async function addMember(db: Db, member: Omit<NewMember, 'memberNumber'>): Promise<Member> {
  const [added] = await entering(db, newRow(member))
  if (!added) throw new Error('The member was not entered.')
  return added
}

const entering = compiledForNames((db: Db, row: ReturnType<typeof newRow>) =>
  db
    .with('numbering', readingNumbering)
    .with('taken', (part) => takingNumbers(part, { series: 'member', count: 1, last: firstNumber }))
    .insertInto('member')
    .values({ ...row, member_number: numberTaken })
    .returning(memberColumns),
)
const firstNumber = sql<number>`(select start from numbering)`
/** As `memberNumber` writes it. */
const numberTaken = sql<string>`(
  select prefix || '-' || lpad(value::text, greatest(4, length(value::text)), '0') from numbering, taken)`

const newRow = (member: Omit<NewMember, 'memberNumber'>) => ({
  ...columnsOf(member),
  id: member.id,
  first_name: member.firstName,
  last_name: member.lastName,
  ...(member.userId && { user_id: member.userId }),
  ...(member.status && { status: member.status }),
})

/** Writes the named fields of a profile and raises the version. */
export async function changeMember(db: Db, id: string, change: MemberProfile & { now: Instant }): Promise<Member> {
  return db
    .updateTable('member')
    .set((eb) => ({ ...columnsOf(change), updated_at: change.now, version: eb('version', '+', 1) }))
    .where('member.id', '=', id)
    .returning(memberColumns)
    .executeTakeFirstOrThrow()
}

/** Shows a document as the photo of a member; none for null. */
export async function setPhoto(
  db: Db,
  memberId: string,
  { documentId, now }: { readonly documentId: string | null; readonly now: Instant },
): Promise<Member> {
  return db
    .updateTable('member')
    .set((eb) => ({ photo_document_id: documentId, updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', memberId)
    .returning(memberColumns)
    .executeTakeFirstOrThrow()
}

/** Only what was named: an absent field is left out of the statement, a null empties its column. */
function columnsOf(profile: MemberProfile) {
  const { title, firstName, middleNames, lastName, preferredName } = profile
  const { email, phone, address, gender, birthDate, joinedOn } = profile
  return {
    ...(title !== undefined && { title }),
    ...(firstName && { first_name: firstName }),
    ...(middleNames !== undefined && { middle_names: middleNames }),
    ...(lastName && { last_name: lastName }),
    ...(preferredName !== undefined && { preferred_name: preferredName }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(address !== undefined && { address }),
    ...(gender !== undefined && { gender }),
    ...(birthDate !== undefined && { birth_date: birthDate }),
    ...(joinedOn !== undefined && { joined_on: joinedOn }),
    ...recordColumnsOf(profile),
  }
}

function recordColumnsOf(profile: MemberProfile): Updateable<MemberTable> {
  const named = recordFields.filter(({ field }) => profile[field] !== undefined)
  return Object.fromEntries(named.map(({ field, column }) => [column, profile[field]]))
}
