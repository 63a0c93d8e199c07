import { requireViewer } from '../access/index.js'
import { batchedByOwner } from '../platform/batched.js'
import { Blocked } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { isId } from '../platform/ids.js'
import { decodeCursor, encodeCursor, makePage, type Page, type PageRequest, pageSize } from '../platform/page.js'
import type { Membership, MembershipStatus } from './membership.js'
import {
  countMembersOfMinistries,
  type ListedMembership,
  membersOfMinistries,
  type MembersWanted,
} from './ministry-members.queries.js'
import type { Ministry } from './ministry.js'
import { mayReadMinistryMembers, mayUpdateMinistry } from './ministry.policy.js'

/** Which stays in a ministry. */
export interface MinistryMembersRequest extends PageRequest {
  readonly status?: MembershipStatus | null
}

const sort = 'memberName:asc,id:asc'
const isText = (key: string | number | null): boolean => typeof key === 'string' && !key.includes('\0')
const checks = [isText, isText, (key: string | number | null) => typeof key === 'string' && isId(key)]

// A list wanted is its own key: what two parents, or two pages of one, ask for at once is read in one statement.
const wantedBy = (key: string): MembersWanted => JSON.parse(key) as MembersWanted
const keyed = <Row extends { readonly list: number }>(rows: readonly Row[], keys: readonly string[]) =>
  rows.map((row) => ({ ...row, key: keys[row.list] ?? '' }))
const loadLists = batchedByOwner<ListedMembership & { readonly key: string }>(
  ({ key }) => key,
  async (db, keys) => keyed(await membersOfMinistries(db, keys.map(wantedBy)), keys),
)
const loadCounts = batchedByOwner<{ readonly key: string; readonly count: number }>(
  ({ key }) => key,
  async (db, keys) => keyed(await countMembersOfMinistries(db, keys.map(wantedBy)), keys),
)

/**
 * A page of who is in a ministry, by name: everybody for those who may see its members, else the viewer alone. Notes are
 * there for those who keep the ministry. The lists of many ministries are one statement. Throws BAD_CURSOR,
 * BAD_USER_INPUT.
 */
export async function ministryMembers(
  ctx: Needs<'viewer' | 'refusedToken'>,
  ministry: Ministry,
  request: MinistryMembersRequest,
): Promise<Page<Membership>> {
  const viewer = requireViewer(ctx)
  const size = pageSize(request)
  const seesAll = mayReadMinistryMembers(viewer, ministry)
  // Nobody is found under an id that no member has.
  const memberId = seesAll ? null : (viewer.memberId ?? viewer.userId)
  const of = { ministryId: ministry.id, status: request.status ?? 'ACTIVE', memberId }
  const wanted: MembersWanted = { ...of, after: afterOf(request), limit: size + 1 }
  const rows = await loadLists(ctx, JSON.stringify(wanted))
  const shown = mayUpdateMinistry(viewer, ministry) ? rows : rows.map((row) => ({ ...row, notes: null }))
  return makePage(shown, size, {
    cursorOf: ({ lastName, firstName, id }) => encodeCursor(sort, [lastName, firstName, id]),
    count: async () => (await loadCounts(ctx, JSON.stringify({ ...wanted, after: null })))[0]?.count ?? 0,
  })
}

function afterOf(request: PageRequest): MembersWanted['after'] {
  const keys = decodeCursor(request, sort, checks)
  if (!keys) return null
  const [lastName, firstName, id] = keys
  if (typeof lastName === 'string' && typeof firstName === 'string' && typeof id === 'string') {
    return [lastName, firstName, id]
  }
  throw new Blocked('BAD_CURSOR', '`after` is not a cursor of this list: start again without it.', ['after'])
}
