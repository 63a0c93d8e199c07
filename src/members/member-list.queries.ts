import { type RawBuilder, sql, type SqlBool } from 'kysely'
import { LRUCache } from 'lru-cache'
import { Blocked } from '../platform/blocked.js'
import type { Viewer } from '../platform/context.js'
import { compiledOnce } from '../platform/db/compiled-once.js'
import type { Db } from '../platform/db/handles.js'
import { countUpTo, type KeysetOrder, keysetOrder, type Limit, readPage, type SortKey } from '../platform/db/keyset.js'
import { type Page, type PageRequest, pageSize } from '../platform/page.js'
import { memberCardColumns } from './member-columns.js'
import type { MemberCard } from './member.js'
import { mayReadWholeRoll } from './member.policy.js'
import { type MemberFilter, searchWords, type WantedMembers, wantedMembers } from './wanted-members.queries.js'

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
} as const satisfies Record<string, readonly SortKey<MemberCard>[]>

const maxSorts = 3

/** One of `memberSorts`. */
export type MemberSort = keyof typeof memberSorts

/** What the list is asked for. */
export interface MemberListRequest extends PageRequest, Pick<WantedMembers, 'search' | 'filter'> {
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
export async function memberList(db: Db, viewer: Viewer, request: MemberListRequest): Promise<Page<MemberCard>> {
  const keys = sortKeys(request.sort ?? [])
  if (!mayReadWholeRoll(viewer)) refusePersonal(keys, request.filter ?? {})
  const order = keysetOrder<MemberCard>(keys, 'member')
  if (isWholeRoll(viewer, request)) {
    return readPage(request, order, {
      rows: (_after, limit) => firstPageBy(keys, pageSize(request), limit)(db, {}),
      count: () => countUpTo(db, wantedMembers(db, viewer, request).select('member.id')),
    })
  }
  const wanted = wantedMembers(db, viewer, request)
  const words = searchWords(request.search)
  const rare = words.filter(isRare).length
  const walks = canWalkNames(viewer, keys, request) ? walkNames : walk
  const read = words.length === 0 ? walk : rare > 1 || (rare > 0 && walks === walk) ? sift : walks

  return readPage(request, order, {
    rows: (after, limit) => read(db, wanted, { order, after, limit }),
    count: () => countUpTo(db, wanted.select('member.id')),
  })
}

/** Whether the first page of everybody is asked for: what most screens begin with. */
const isWholeRoll = (viewer: Viewer, { search, filter, after }: MemberListRequest): boolean =>
  mayReadWholeRoll(viewer) &&
  !search?.trim() &&
  Object.values(filter ?? {}).every((one) => !one) &&
  (after ?? null) === null

const firstPages = new LRUCache<string, ReturnType<typeof compileFirstPage>>({ max: 1000 })

/** Written once for each order and size: that takes as long as to answer it. */
function firstPageBy(keys: readonly SortKey<MemberCard>[], size: number, limit: Limit) {
  const name = keys.map(({ column, direction, kind }) => `${column} ${direction} ${kind}`).join() + size
  const known = firstPages.get(name) ?? compileFirstPage(keysetOrder<MemberCard>(keys, 'member'), limit)
  firstPages.set(name, known)
  return known
}

const compileFirstPage = ({ orderBy }: KeysetOrder<MemberCard>, limit: Limit) =>
  compiledOnce((db: Db) =>
    db
      .selectFrom('member')
      .select(memberCardColumns)
      .where('member.archived_at', 'is', null)
      .orderBy(orderBy)
      .limit(limit),
  )

type Wanted = ReturnType<typeof wantedMembers>

/** A stretch of the list. */
interface Stretch {
  readonly order: KeysetOrder<MemberCard>
  readonly after: RawBuilder<SqlBool>
  readonly limit: Limit
}

/** Whether a word may have a trigram of its own that few members have: not at the beginning of a name, in two letters. */
const isRare = (word: string): boolean => word.length > 2

/** Without a search, or with one that many fit: in the order of an index, past those whom a filter leaves out. */
const walk = (_db: Db, wanted: Wanted, { order, after, limit }: Stretch): Promise<MemberCard[]> =>
  wanted.select(memberCardColumns).where(after).orderBy(order.orderBy).limit(limit).execute()

/** The columns that every order of the list consists of. */
const keyColumns = [
  'member.id',
  'member.last_name',
  'member.first_name',
  'member.member_number',
  'member.joined_on',
] as const

/**
 * Everybody whom a search finds, by the trigram index, and of them the page: left to itself, PostgreSQL walks the whole
 * roll in the order of the list in hope of an early end, past fifty thousand who do not fit.
 */
const sift = (db: Db, wanted: Wanted, { order, after, limit }: Stretch): Promise<MemberCard[]> =>
  db
    .with(
      (cte) => cte('found').materialized(),
      () => wanted.select(keyColumns).where(after),
    )
    .selectFrom((eb) =>
      eb.selectFrom('found as member').select('member.id').orderBy(order.orderBy).limit(limit).as('page'),
    )
    .innerJoin('member', 'member.id', 'page.id')
    .select(memberCardColumns)
    .orderBy(order.orderBy)
    .execute()

/** Whether an index holds all that a search by name asks for: no group, ministry or household. */
const canWalkNames = (viewer: Viewer, keys: readonly SortKey<MemberCard>[], { filter }: MemberListRequest): boolean =>
  mayReadWholeRoll(viewer) &&
  !filter?.ministryId &&
  !filter?.householdId &&
  keys.map(({ column }) => column).join() === 'lastName,firstName,id'

// As the indexes member_names_idx and member_long_names_idx have it.
const nameBytes = sql`octet_length(member.search_text) + octet_length(member.last_name) + octet_length(member.first_name)`
const roomInIndex = sql.lit(2000)

/**
 * By the trigram index where it finds few, else along an index of names that holds what is searched too, so that fifty
 * thousand rows are passed over in milliseconds. Texts that are too long for it are looked through beside it.
 */
const walkNames = (db: Db, wanted: Wanted, { order, after, limit }: Stretch): Promise<MemberCard[]> => {
  const some = wanted.select(['member.id', 'member.last_name', 'member.first_name']).where(after)
  const short = some
    .where(sql<SqlBool>`${nameBytes} <= ${roomInIndex}`)
    .orderBy(order.orderBy)
    .limit(limit)
  const long = some
    .where(sql<SqlBool>`${nameBytes} > ${roomInIndex}`)
    .orderBy(order.orderBy)
    .limit(limit)
  const found = sql<{ id: string; last_name: string; first_name: string }>`(${short} union all ${long})`
  return db
    .selectFrom((eb) =>
      eb.selectFrom(found.as('member')).select('member.id').orderBy(order.orderBy).limit(limit).as('page'),
    )
    .innerJoin('member', 'member.id', 'page.id')
    .select(memberCardColumns)
    .orderBy(order.orderBy)
    .execute()
}

/** The keys of up to three orders, one after the other; a column counts where it is named first. The id comes last. */
function sortKeys(sorts: readonly MemberSort[]): readonly SortKey<MemberCard>[] {
  if (sorts.length > maxSorts) {
    throw new Blocked('BAD_USER_INPUT', `\`sort\` takes at most ${maxSorts} orders.`, ['sort'])
  }
  const chosen: readonly MemberSort[] = sorts.length > 0 ? sorts : ['NAME_ASC']
  const named = chosen.flatMap((sort): readonly SortKey<MemberCard>[] => memberSorts[sort])
  const isFirst = ({ column, kind }: SortKey<MemberCard>, index: number): boolean =>
    named.findIndex((key) => key.column === column && key.kind === kind) === index
  const keys = named.filter(isFirst)
  return [...keys, { column: 'id', direction: keys.at(-1)?.direction ?? 'asc', kind: 'id' }]
}

/** A filter or an order would tell piece by piece what the fields themselves do not. */
function refusePersonal(keys: readonly SortKey<MemberCard>[], filter: MemberFilter): void {
  const message = 'This needs the right members.read for the whole church.'
  if (keys.some(({ column }) => column === 'joinedOn')) throw new Blocked('FORBIDDEN', message, ['sort'])
  const field = (['gender', 'householdId', 'joinedFrom', 'joinedBefore'] as const).find((name) => filter[name])
  if (field) throw new Blocked('FORBIDDEN', message, ['filter', field])
}
