import type { Needs } from '../platform/context.js'
import { refuse } from '../platform/refusal.js'
import type { Related } from './member-related.js'
import { storeEducation, storeFaith, storeIdNumber, storeParents } from './member-related.repository.js'
import { membersById } from './members.repository.js'

/** Where the numbers of identity papers are sealed. */
export const idNumberColumn = 'member.id_number'

/**
 * Writes what a profile says beside the member's own row: the sealed number, parents, schools, faith. Returns the names of
 * what was written, or refuses NOT_FOUND for a parent who is on no roll. Belongs inside a transaction.
 */
export async function storeRelated(
  { db, clock, seals }: Needs<'seals'>,
  memberId: string,
  { idNumber, parents, education, faith }: Related & { readonly idNumber?: string | null | undefined },
) {
  const named = (parents ?? []).map(({ parentMemberId }) => parentMemberId ?? null)
  const ids = named.filter((id) => id !== null)
  const known = ids.length > 0 ? (await membersById(db, ids)).map(({ id }) => id) : []
  const unknown = named.findIndex((id) => id !== null && (!known.includes(id) || id === memberId))
  if (unknown >= 0) {
    return refuse('NOT_FOUND', 'There is no such member.', ['parents', String(unknown), 'parentMemberId'])
  }
  if (idNumber !== undefined) {
    const place = { column: idNumberColumn, rowId: memberId }
    await storeIdNumber(db, memberId, idNumber === null ? null : seals.seal(idNumber, place))
  }
  if (parents !== undefined) await storeParents(db, { memberId, rows: parents ?? [], clock })
  if (education !== undefined) await storeEducation(db, { memberId, rows: education ?? [], clock })
  if (faith !== undefined) await storeFaith(db, memberId, faith)
  return Object.entries({ idNumber, parents, education, faith }).flatMap(([name, sent]) =>
    sent === undefined ? [] : [name],
  )
}
