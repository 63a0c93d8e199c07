import { type ExpressionBuilder, type QueryCreator, type RawBuilder, sql, type SqlBool } from 'kysely'
import { Blocked } from '../platform/blocked.js'
import type { Viewer } from '../platform/context.js'
import type { Db } from '../platform/db/handles.js'
import { countUpTo, keysetOrder, readPage, type SortKey } from '../platform/db/keyset.js'
import { inBatches, type TextRow } from '../platform/db/long-reading.js'
import type { ChurchTables } from '../platform/db/tables.generated.js'
import type { LocalDate } from '../platform/instant.js'
import type { Page, PageRequest } from '../platform/page.js'
import { trimmed } from '../platform/text.js'
import type { Member } from './member.js'
import { mayReadWholeRoll } from './member.policy.js'
import { memberColumns } from './members.repository.js'

/** The orders the list can be asked for. */
export const memberSorts = {
  NAME_ASC: [
    { column: 'lastName', direction: 'asc', kind: 'text' },
    { column: 'firstName', direction: 'asc', kind: 'text' },
  ],
  NAME_DESC: [
    { column: 'lastName', direction: 'desc', kind: 'text' },
    { column: 'firstName', direction: 'desc', kind: 'text' },
  ],
  MEMBER_NUMBER_ASC: [
    { column: 'memberNumber', direction: 'asc', kind: 'length' },
    { column: 'memberNumber', direction: 'asc', kind: 'text' },
  ],
  MEMBER_NUMBER_DESC: [
    { column: 'memberNumber', direction: 'desc', kind: 'length' },
    { column: 'memberNumber', direction: 'desc', kind: 'text' },
  ],
  JOINED_ON_ASC: [{ column: 'joinedOn', direction: 'asc', kind: 'day', isNullable: true }],
  JOINED_ON_DESC: [{ column: 'joinedOn', direction: 'desc', kind: 'day', isNullable: true }],
} as const satisfies Record<string, readonly SortKey<Member>[]>

const maxSorts = 3
const maxWords = 8

/** One of `memberSorts`. */
export type MemberSort = keyof typeof memberSorts

/** Which members, of those the viewer may see. */
export interface MemberFilter {
  readonly status?: Member['status'] | null
  readonly gender?: Member['gender']
  readonly ministryId?: string | null
  readonly householdId?: string | null
  readonly joinedFrom?: LocalDate | null
  readonly joinedBefore?: LocalDate | null
}

/** What the list is asked for. */
export interface MemberListRequest extends PageRequest {
  readonly search?: string | null
  readonly filter?: MemberFilter | null
  readonly sort?: readonly MemberSort[] | null
}

/**
 * A page of the members this viewer may see, by name unless `sort` says else; archived ones are left out. `search` finds
 * each of its first eight words, in any order and without its accents, anywhere in names, e-mail, phones and number; words
 * of one or two characters only where a word begins.
 *
 * Throws BAD_CURSOR, BAD_USER_INPUT (page size, more than three orders), and FORBIDDEN when somebody who sees only
 * groups filters or sorts by what is not shown to them.
 */
export async function memberList(db: Db, viewer: Viewer, request: MemberListRequest): Promise<Page<Member>> {
  const keys = sortKeys(request.sort ?? [])
  if (!mayReadWholeRoll(viewer)) refusePersonal(keys, request.filter ?? {})
  const order = keysetOrder<Member>(keys, 'member')
  const wanted = wantedBy(db, viewer, request)

  return readPage(request, order, {
    rows: (after, limit) => wanted.select(memberColumns).where(after).orderBy(order.orderBy).limit(limit).execute(),
    count: () => countUpTo(db, wanted.select('member.id')),
  })
}

/** Which members, of those the viewer may see; archived ones only when they are asked for. */
export interface WantedMembers extends Pick<MemberListRequest, 'search' | 'filter'> {
  readonly withArchived?: boolean
}

/** The members that fit, of those the viewer may see; to be selected from. */
const wantedBy = (db: Db, viewer: Viewer, wanted: WantedMembers) =>
  found(db, wanted)
    .selectFrom('member')
    .where((eb) => eb.and(conditions(eb, viewer, wanted)))

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
    wantedBy(db, viewer, wanted)
      .select(columns.map((column) => memberTexts[column].as(column)))
      .orderBy('member.last_name')
      .orderBy('member.first_name')
      .orderBy('member.id'),
  )

/** The keys of up to three orders, one after the other; a column counts where it is named first. The id comes last. */
function sortKeys(sorts: readonly MemberSort[]): readonly SortKey<Member>[] {
  if (sorts.length > maxSorts) {
    throw new Blocked('BAD_USER_INPUT', `\`sort\` takes at most ${maxSorts} orders.`, ['sort'])
  }
  const chosen: readonly MemberSort[] = sorts.length > 0 ? sorts : ['NAME_ASC']
  const named = chosen.flatMap((sort): readonly SortKey<Member>[] => memberSorts[sort])
  const isFirst = ({ column, kind }: SortKey<Member>, index: number): boolean =>
    named.findIndex((key) => key.column === column && key.kind === kind) === index
  const keys = named.filter(isFirst)
  return [...keys, { column: 'id', direction: keys.at(-1)?.direction ?? 'asc', kind: 'id' }]
}

/** A filter or an order would tell piece by piece what the fields themselves do not. */
function refusePersonal(keys: readonly SortKey<Member>[], filter: MemberFilter): void {
  const message = 'This needs the right members.read for the whole church.'
  if (keys.some(({ column }) => column === 'joinedOn')) throw new Blocked('FORBIDDEN', message, ['sort'])
  const field = (['gender', 'householdId', 'joinedFrom', 'joinedBefore'] as const).find((name) => filter[name])
  if (field) throw new Blocked('FORBIDDEN', message, ['filter', field])
}

type Builder = ExpressionBuilder<ChurchTables, 'member'>

function conditions(eb: Builder, viewer: Viewer, { search, filter, withArchived = false }: WantedMembers) {
  return [
    ...(withArchived ? [] : [eb('member.archived_at', 'is', null)]),
    ...(mayReadWholeRoll(viewer) ? [] : [inGroupsLedBy(viewer, filter?.ministryId ?? null)]),
    ...(isSelective(search) ? [] : wordsOf(search).map((word) => eb('member.search_text', 'like', patternOf(word)))),
    ...(filter?.status ? [eb('member.status', '=', filter.status)] : []),
    ...(filter?.gender ? [eb('member.gender', '=', filter.gender)] : []),
    ...(filter?.joinedFrom ? [eb('member.joined_on', '>=', filter.joinedFrom)] : []),
    ...(filter?.joinedBefore ? [eb('member.joined_on', '<', filter.joinedBefore)] : []),
    ...(filter?.ministryId ? [inMinistry(filter.ministryId)] : []),
    ...(filter?.householdId ? [inHousehold(filter.householdId)] : []),
  ]
}

const wordsOf = (search: string | null | undefined): readonly string[] =>
  trimmed(search)?.split(/\s+/).slice(0, maxWords) ?? []

/** Whether a search has a word that the trigram index finds few members by. */
const isSelective = (search: string | null | undefined): boolean => wordsOf(search).some((word) => word.length > 1)

/**
 * The members that a selective search finds, first and by the trigram index, in the place of all: left to itself,
 * PostgreSQL walks the whole roll in the order of the list in hope of an early end, past fifty thousand who do not fit.
 */
function found(db: Db, { search, withArchived = false }: WantedMembers): QueryCreator<ChurchTables> {
  if (!isSelective(search)) return db
  return db.with(
    (cte) => cte('member').materialized(),
    (inner) =>
      inner
        .selectFrom('member')
        .selectAll()
        .$if(!withArchived, (query) => query.where('archived_at', 'is', null))
        .where((eb) => eb.and(wordsOf(search).map((word) => eb('search_text', 'like', patternOf(word))))),
  )
}

/** Folded as the column is. A word of one or two characters has no trigram of its own: it counts where a word begins. */
function patternOf(word: string): RawBuilder<string> {
  const before = /^[\p{L}\p{N}]{1,2}$/u.test(word) ? '% ' : '%'
  return sql<string>`${before} || regexp_replace(extensions.fold(${word}), '([\\\\%_])', '\\\\\\1', 'g') || '%'`
}

const inHousehold = (householdId: string) => sql<SqlBool>`exists (
  select from household_member theirs
  where theirs.member_id = member.id and theirs.until_on is null and theirs.household_id = ${householdId})`

const inMinistry = (ministryId: string) => sql<SqlBool>`exists (
  select from ministry_membership theirs
  where theirs.member_id = member.id and theirs.status = 'ACTIVE' and theirs.ministry_id = ${ministryId})`

// With `ministryId` only through that one: whether somebody is in a ministry that others lead is not for this viewer.
const inGroupsLedBy = (viewer: Viewer, ministryId: string | null) => sql<SqlBool>`exists (
  select from ministry_membership theirs
  join ministry_membership mine on mine.ministry_id = theirs.ministry_id
  where theirs.member_id = member.id and theirs.status = 'ACTIVE'
    and mine.member_id = ${viewer.memberId} and mine.status = 'ACTIVE' and mine.role in ('LEADER', 'ASSISTANT')
    and (${ministryId}::uuid is null or theirs.ministry_id = ${ministryId}))`

/** Whether a member is in a group that the viewer leads or assists in. */
export async function isInGroupLedBy(db: Db, viewer: Viewer, memberId: string): Promise<boolean> {
  const row = await db
    .selectFrom('member')
    .select('member.id')
    .where('member.id', '=', memberId)
    .where(inGroupsLedBy(viewer, null))
    .executeTakeFirst()
  return row !== undefined
}
