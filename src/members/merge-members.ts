import { requireViewer } from '../access/index.js'
import { confirmPassword } from '../identity/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { localDay } from '../platform/instant.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { linkUser, unlinkAccount } from './linked-accounts.repository.js'
import { accountLinked, membersMerged } from './member-announcements.js'
import { memberAudit } from './member-audit.js'
import { addAlias, isArchived, moveMember, moveRelated } from './member-life.repository.js'
import { recordFields } from './member-record.js'
import { idNumbersOf, storeIdNumber } from './member-related.repository.js'
import type { Member, MemberProfile } from './member.js'
import { mayManageMembers } from './member.policy.js'
import { changeMember, lockMember, setPhoto } from './members.repository.js'
import { idNumberColumn } from './store-related.js'

/** Which record stays, and which becomes part of it. */
export interface MergeMembers {
  readonly keptId: string
  readonly mergedId: string
  readonly password: string
}

/**
 * Makes one record of two that are the same person: everything that belongs to `mergedId` moves to `keptId`, which also
 * takes each field it has not. The other is archived for good, and its id leads to the one that is kept.
 *
 * Refuses INVALID_CREDENTIALS for a wrong password, INVALID for one id twice, NOT_FOUND, NOT_ALLOWED_NOW when one was
 * erased or merged before, the kept one is archived, or both have accounts; throws FORBIDDEN without `members.manage`.
 * Locks both, the lower id first.
 */
export async function mergeMembers(
  ctx: Needs<'viewer' | 'refusedToken' | 'control' | 'limits' | 'bearer' | 'seals'>,
  { keptId, mergedId, password }: MergeMembers,
) {
  if (!mayManageMembers(requireViewer(ctx))) throw notAllowed('This needs the right members.manage.')
  if (keptId === mergedId) return refuse('INVALID', 'Name two different members.', ['mergedId'])
  const wrong = await confirmPassword(ctx, password)
  if (wrong) return wrong

  return inTransaction(ctx, async (ctx) => {
    const locked = new Map<string, Member | null>()
    for (const id of [keptId, mergedId].toSorted()) locked.set(id, await lockMember(ctx.db, id))
    const [kept, merged] = [locked.get(keptId), locked.get(mergedId)]
    if (!kept) return refuse('NOT_FOUND', 'There is no such member.', ['keptId'])
    if (!merged) return refuse('NOT_FOUND', 'There is no such member.', ['mergedId'])
    if (merged.status === 'ERASED') return refuse('NOT_ALLOWED_NOW', 'The member has been erased.', ['mergedId'])
    if (await isArchived(ctx.db, keptId)) return refuse('NOT_ALLOWED_NOW', 'The member is archived.', ['keptId'])
    if (kept.userId && merged.userId) {
      return refuse('NOT_ALLOWED_NOW', 'Both have an account: unlink one of them first.', ['mergedId'])
    }
    const changed = await moveAll(ctx, kept, merged)
    ctx.audit({ action: 'member.merge', ...memberAudit(kept, changed, ['merged']), after: { ...changed, mergedId } })
    return changed
  })
}

async function moveAll(ctx: Needs<'seals'>, kept: Member, merged: Member): Promise<Member> {
  const { db } = ctx
  const now = ctx.clock.now()
  await moveRelated(db, merged.id, kept.id)
  const numbers = await idNumbersOf(db, [kept.id, merged.id])
  const [taken] = numbers.some(({ id }) => id === kept.id) ? [] : numbers
  if (taken?.idNumber) {
    const text = ctx.seals.open(taken.idNumber, { column: idNumberColumn, rowId: merged.id })
    await storeIdNumber(db, kept.id, ctx.seals.seal(text, { column: idNumberColumn, rowId: kept.id }))
  }
  if (merged.userId) {
    await unlinkAccount(db, merged.userId)
    await linkUser(db, kept.id, merged.userId)
    ctx.announce(accountLinked({ memberId: kept.id, userId: merged.userId }))
  }
  if (merged.photoDocumentId) {
    if (!kept.photoDocumentId) await setPhoto(db, kept.id, { documentId: merged.photoDocumentId, now })
    await setPhoto(db, merged.id, { documentId: null, now })
  }
  await addAlias(db, merged.id, kept.id)
  await moveMember(db, merged.id, { archivedAt: now, now })
  const day = localDay(now, ctx.church.timeZone)
  ctx.announce(membersMerged({ fromId: merged.id, intoId: kept.id, day }))
  return changeMember(db, kept.id, { ...missingOf(kept, merged), now })
}

const own = [
  ...(['title', 'middleNames', 'preferredName', 'email', 'phone', 'address', 'gender', 'joinedOn'] as const),
  ...recordFields.map(({ field }) => field).filter((field) => field !== 'birthYearKnown' && field !== 'directory'),
]

/** What the kept record lacks and the other has. */
function missingOf(kept: Member, merged: Member): MemberProfile {
  const birth = kept.birthDate === null && merged.birthDate !== null
  return {
    ...Object.fromEntries(own.flatMap((field) => (kept[field] === null ? [[field, merged[field]]] : []))),
    ...(birth && { birthDate: merged.birthDate, birthYearKnown: merged.birthYearKnown }),
  }
}
