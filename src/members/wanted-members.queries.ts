import { type ExpressionBuilder, type RawBuilder, sql, type SqlBool } from 'kysely'
import type { Viewer } from '../platform/context.js'
import type { Db } from '../platform/db/handles.js'
import type { ChurchTables } from '../platform/db/tables.generated.js'
import type { LocalDate } from '../platform/instant.js'
import { trimmed } from '../platform/text.js'
import type { Member } from './member.js'
import { mayReadWholeRoll } from './member.policy.js'

const maxWords = 8

/** Which members, of those the viewer may see. */
export interface MemberFilter {
  readonly status?: Member['status'] | null
  readonly gender?: Member['gender']
  readonly ministryId?: string | null
  readonly householdId?: string | null
  readonly joinedFrom?: LocalDate | null
  readonly joinedBefore?: LocalDate | null
}

/** Which members, of those the viewer may see; archived ones only when they are asked for. */
export interface WantedMembers {
  readonly search?: string | null
  readonly filter?: MemberFilter | null
  readonly withArchived?: boolean
}

/** The members that fit, of those the viewer may see; to be selected from. */
export const wantedMembers = (db: Db, viewer: Viewer, wanted: WantedMembers) =>
  db.selectFrom('member').where((eb) => eb.and(conditions(eb, viewer, wanted)))

type Builder = ExpressionBuilder<ChurchTables, 'member'>

function conditions(eb: Builder, viewer: Viewer, { search, filter, withArchived = false }: WantedMembers) {
  return [
    ...(withArchived ? [] : [eb('member.archived_at', 'is', null)]),
    ...(mayReadWholeRoll(viewer) ? [] : [inGroupsLedBy(viewer, filter?.ministryId ?? null)]),
    ...searchWords(search).map((word) => eb('member.search_text', 'like', wordPattern(word))),
    ...(filter?.status ? [eb('member.status', '=', filter.status)] : []),
    ...(filter?.gender ? [eb('member.gender', '=', filter.gender)] : []),
    ...(filter?.joinedFrom ? [eb('member.joined_on', '>=', filter.joinedFrom)] : []),
    ...(filter?.joinedBefore ? [eb('member.joined_on', '<', filter.joinedBefore)] : []),
    ...(filter?.ministryId ? [inMinistry(filter.ministryId)] : []),
    ...(filter?.householdId ? [inHousehold(filter.householdId)] : []),
  ]
}

/** The words that a search counts; none when there is nothing to look for. */
export const searchWords = (search: string | null | undefined): readonly string[] =>
  trimmed(search)?.split(/\s+/).slice(0, maxWords) ?? []

/**
 * What `like` finds a word by in a folded text with a blank in front. A word of one or two characters has no trigram of its
 * own: it counts where a word begins.
 */
export function wordPattern(word: string): RawBuilder<string> {
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
