import { lockRoles, refuseLastAdmin, requireViewer, takeRoles } from '../access/index.js'
import { churchUser, confirmPassword } from '../identity/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { localDay } from '../platform/instant.js'
import { isRefusal, refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { closeAccount } from './close-account.js'
import { memberErased, membersGone } from './member-announcements.js'
import { blankMembers, eraseTraces } from './member-life.repository.js'
import type { Member } from './member.js'
import { mayManageMembers } from './member.policy.js'
import { lockMember } from './members.repository.js'

/** Whose data is removed, and the password of whoever does it. */
export interface EraseMember {
  readonly id: string
  readonly password: string
}

/**
 * Removes for good what tells who a member was: names become "Erased", contact, personal, sensitive and faith data go, the
 * account loses its roles and is closed and emptied, audit entries and notices tell of nobody. Number and history stay.
 *
 * Refuses INVALID_CREDENTIALS for a wrong password, NOT_FOUND, NOT_ALLOWED_NOW when it is done or is oneself, LAST_ADMIN for
 * the account of the last administrator; throws FORBIDDEN without `members.manage`. Locks the member, in turns with changes
 * of roles.
 */
export async function eraseMember(
  ctx: Needs<'viewer' | 'refusedToken' | 'control' | 'limits' | 'bearer'>,
  { id, password }: EraseMember,
) {
  const viewer = requireViewer(ctx)
  if (!mayManageMembers(viewer)) throw notAllowed('This needs the right members.manage.')
  const wrong = await confirmPassword(ctx, password)
  if (wrong) return wrong

  const closing: (() => Promise<void>)[] = []
  const outcome = await inTransaction(ctx, async (ctx) => {
    await lockRoles(ctx.db)
    const member = await lockMember(ctx.db, id)
    if (!member) return refuse('NOT_FOUND', 'There is no such member.', ['id'])
    if (member.status === 'ERASED') return refuse('NOT_ALLOWED_NOW', 'The member has been erased.', ['id'])
    const { userId } = member
    if (userId === viewer.userId) return refuse('NOT_ALLOWED_NOW', 'Somebody else has to erase you.', ['id'])
    const last = userId && (await refuseLastAdmin(ctx, userId, ['id']))
    if (last) return last

    const erased = await blank(ctx, member)
    ctx.audit({ action: 'member.erase', entity: 'member', entityId: id })
    if (userId) closing.push(closeAccount(ctx, userId))
    return erased
  })
  if (!isRefusal(outcome)) for (const close of closing) await close()
  return outcome
}

/** Removes what the church has of a member, and tells those who have more. */
async function blank(ctx: Needs<'control'>, { id, userId, email, firstName, lastName }: Member): Promise<Member> {
  const now = ctx.clock.now()
  const account = userId && (await ctx.control.read((control) => churchUser(control, userId)))
  const emails = [email, account ? account.email : null].filter((text) => text !== null)
  // From here on nobody counts as an administrator through this account.
  if (userId) await takeRoles(ctx.db, userId)
  const [erased] = await blankMembers(ctx.db, [id], now)
  if (!erased) throw new Error('Somebody who was locked is not there.')
  await eraseTraces(ctx.db, { memberId: id, userId, emails, name: `${firstName} ${lastName}` })
  ctx.announce(membersGone({ memberIds: [id], day: localDay(now, ctx.church.timeZone) }))
  ctx.announce(
    memberErased({ memberId: id, userId, firstName, lastName, emails: emails.map((email) => email.toLowerCase()) }),
  )
  return erased
}
