import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { MemberTable } from '../platform/db/tables.generated.js'
import type { Instant } from '../platform/instant.js'
import { memberColumns } from './member-columns.js'
import { recordFields } from './member-record.js'
import type { Member } from './member.js'
import type { NewMember } from './members.repository.js'

/** Everything that people fill in about a member: field and column. */
const written: readonly (readonly [keyof Member, string])[] = [
  ...([
    ['title', 'title'],
    ['firstName', 'first_name'],
    ['middleNames', 'middle_names'],
    ['lastName', 'last_name'],
    ['preferredName', 'preferred_name'],
    ['email', 'email'],
    ['phone', 'phone'],
    ['address', 'address'],
    ['gender', 'gender'],
    ['birthDate', 'birth_date'],
    ['joinedOn', 'joined_on'],
  ] as const),
  ...recordFields.map(({ field, column }) => [field, column] as const),
]

/** What the database adds to whom nothing is said of it. */
const fresh = JSON.stringify({ status: 'ACTIVE', birth_year_known: true, directory: 'NONE' })
const added = ['id', 'member_number', 'user_id', 'status', ...written.map(([, column]) => column)]

/** Adds members, thousands at most, in one statement; they are locked until the transaction ends. */
export async function addMembers(db: Db, members: readonly NewMember[]): Promise<readonly Member[]> {
  if (members.length === 0) return []
  const rows = members.map((member) => ({
    ...{ id: member.id, member_number: member.memberNumber, user_id: member.userId, status: member.status },
    ...Object.fromEntries(written.map(([field, column]) => [column, (member as Partial<Member>)[field]])),
  }))
  // One parameter, however many they are: a statement with thousands of them takes its writer longer than the database.
  const told = sql`select ${sql.join(added.map((column) => sql.ref(column)))}
    from jsonb_populate_recordset(jsonb_populate_record(null::member, ${fresh}::jsonb), ${JSON.stringify(rows)}::jsonb)`
  return (
    db
      .insertInto('member')
      // Columns of the table, each written down above or in the record.
      .columns(added as readonly (keyof MemberTable)[])
      .expression(told)
      .returning(memberColumns)
      .execute()
  )
}

/** Members, locked until the transaction ends, always in the same order. */
export const lockMembers = (db: Db, ids: readonly string[]): Promise<Member[]> =>
  db
    .selectFrom('member')
    .select(memberColumns)
    .where('member.id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('member.id')
    .forNoKeyUpdate()
    .execute()

/** Writes the whole profiles of members that were locked, thousands at most in one statement, and raises their versions. */
export async function writeMembers(db: Db, members: readonly Member[], now: Instant): Promise<void> {
  if (members.length === 0) return
  const rows = members.map((member) => ({
    id: member.id,
    ...Object.fromEntries(written.map(([field, column]) => [column, member[field]])),
  }))
  const set = sql.join(written.map(([, column]) => sql`${sql.ref(column)} = told.${sql.ref(column)}`))
  await sql`update member set ${set}, updated_at = ${now}, version = member.version + 1
    from (select told.* from jsonb_populate_recordset(null::member, ${JSON.stringify(rows)}::jsonb) as told) as told
    where member.id = told.id`.execute(db)
}
