import { type RawBuilder, sql } from 'kysely'
import type { Viewer } from '../platform/context.js'
import type { Db } from '../platform/db/handles.js'
import { inBatches, type TextRow } from '../platform/db/long-reading.js'
import { type WantedMembers, wantedMembers } from './wanted-members.queries.js'

/** What a row of texts can hold of a member. A birthday without its year is `--05-17`, as in vCards (RFC 6350, 4.3.1). */
const memberTexts = {
  memberNumber: sql.ref('member.member_number'),
  firstName: sql.ref('member.first_name'),
  lastName: sql.ref('member.last_name'),
  email: sql.ref('member.email'),
  phone: sql.ref('member.phone'),
  gender: sql.ref('member.gender'),
  birthDate: sql`case when member.birth_year_known then member.birth_date::text else to_char(member.birth_date, '--MM-DD') end`,
  joinedOn: sql.ref('member.joined_on'),
  status: sql.ref('member.status'),
  address: sql.ref('member.address'),
  occupation: sql`coalesce(member.profession, member.occupational_status)`,
  workplace: sql.ref('member.workplace'),
} as const satisfies Readonly<Record<string, RawBuilder<unknown>>>

/** One of `memberTexts`. */
export type MemberText = keyof typeof memberTexts

/** The members that the list would show, by name, in batches of rows of these texts; `db` is that of a long reading. */
export const memberRows = (
  db: Db,
  viewer: Viewer,
  { wanted, columns }: { readonly wanted: WantedMembers; readonly columns: readonly MemberText[] },
): Promise<AsyncIterable<readonly TextRow[]>> =>
  inBatches(
    db,
    wantedMembers(db, viewer, wanted)
      .select(columns.map((column) => memberTexts[column].as(column)))
      .orderBy('member.last_name')
      .orderBy('member.first_name')
      .orderBy('member.id'),
  )
