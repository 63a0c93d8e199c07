import { requireViewer } from '../access/index.js'
import { accountState } from '../identity/index.js'
import { unaudited } from '../platform/audit/audit-entry.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { once } from '../platform/idempotency/once.js'
import { newId } from '../platform/ids.js'
import { isRefusal, refuse, refuseAll, type Refusal, type UserError } from '../platform/refusal.js'
import { isEmail, textFaults } from '../platform/text.js'
import { inTransaction } from '../platform/transaction.js'
import { grantsOfRoles, memberToLink } from './grants-of-roles.queries.js'
import { holds } from './invitation.js'
import type { Invitation } from './invitations.repository.js'
import { keepInvitation } from './keep-invitation.js'

/** Who is invited, and as what. */
export interface InviteUser {
  readonly email: string
  readonly name: string
  readonly roleIds: readonly string[]
  readonly memberId?: string | null
  /** Once for each key. */
  readonly idempotencyKey?: string | null
}

type Slice = Needs<'control' | 'throttle' | 'viewer' | 'refusedToken'>
type Refused = Refusal<
  'INVALID' | 'REQUIRED' | 'TOO_LONG' | 'NOT_FOUND' | 'NOT_UNIQUE' | 'GRANT_EXCEEDED' | 'NOT_ALLOWED_NOW'
>

/**
 * Invites somebody to an account of this church by mail.
 *
 * Refuses REQUIRED, TOO_LONG and INVALID for all faulty fields at once, NOT_FOUND for a role or member that does not
 * exist, GRANT_EXCEEDED for a role with a right the viewer lacks, NOT_UNIQUE when the address has an account or an open
 * invitation, or the member an account, and NOT_ALLOWED_NOW while the viewer's own address is not proved. Throws FORBIDDEN
 * without `users.create`, THROTTLED after 100 an hour by one viewer, or 5 to one address, and what `once` does.
 */
export async function inviteUser(
  ctx: Slice,
  { idempotencyKey: key, ...input }: InviteUser,
): Promise<Invitation | Refused> {
  const viewer = requireViewer(ctx)
  if (viewer.grants.get('users.create') !== 'ALL') throw notAllowed('This needs the right users.create.')
  const email = input.email.trim().toLowerCase()
  const name = input.name.trim()
  const roleIds = [...new Set(input.roleIds)]
  const faults = refuseAll(faultsIn({ email, name, roleIds }))
  if (faults) return faults
  return once(ctx, { operation: 'inviteUser', key, request: input }, async (ctx) => {
    const wish = { ...input, email, name, roleIds }
    return (await whyNot(ctx, wish)) ?? invite(ctx, wish)
  })
}

async function invite(ctx: Slice, wish: InviteUser): Promise<Invitation | Refused> {
  const viewer = requireViewer(ctx)
  await ctx.throttle('invitation', { by: viewer.userId })
  await ctx.throttle('invitation-mail', { by: wish.email })
  return inTransaction(ctx, async (ctx) => {
    const { email, name, roleIds, memberId = null } = wish
    const invitation = { id: newId(ctx.clock), email, name, roleIds, memberId, invitedBy: viewer.userId }
    const invited = await ctx.control.write((control) => keepInvitation(ctx, control, { invitation }))
    if (isRefusal(invited)) return invited
    ctx.audit(unaudited('told with the account, by a job of its transaction'))
    return invited
  })
}

const invalid = (path: readonly string[], message: string): UserError<'INVALID'> => ({
  ...{ code: 'INVALID', message, path, params: null },
})

const faultsIn = ({ email, name, roleIds }: Pick<InviteUser, 'email' | 'name' | 'roleIds'>) => [
  ...(isEmail(email) ? [] : [invalid(['email'], 'This is not an e-mail address.')]),
  ...textFaults({ name: name || null }, [{ field: 'name', maximum: 255, isRequired: true }]),
  ...(roleIds.length > 0 && roleIds.length <= 20 ? [] : [invalid(['roleIds'], 'Give 1 to 20 roles.')]),
]

async function whyNot(ctx: Slice, { roleIds, memberId }: InviteUser): Promise<Refused | null> {
  const viewer = requireViewer(ctx)
  const own = await ctx.control.read((control) => accountState(control, viewer.userId))
  if (!own?.emailVerifiedAt) {
    return refuse(
      'NOT_ALLOWED_NOW',
      'Prove your own address first: see the mail that asks for it, or resendVerification.',
    )
  }
  const grants = await grantsOfRoles(ctx.db, roleIds)
  const unknown = roleIds.findIndex((id) => !grants.some(({ roleId }) => roleId === id))
  if (unknown >= 0) return refuse('NOT_FOUND', 'There is no such role.', ['roleIds', String(unknown)])
  const exceeding = grants.find((grant) => !holds(viewer, grant))
  if (exceeding) {
    const index = String(roleIds.indexOf(exceeding.roleId))
    return refuse('GRANT_EXCEEDED', 'This role has a right that you lack.', ['roleIds', index])
  }
  if (!memberId) return null
  const member = await memberToLink(ctx.db, memberId)
  if (!member) return refuse('NOT_FOUND', 'There is no such member.', ['memberId'])
  return member.userId === null ? null : refuse('NOT_UNIQUE', 'This member has an account.', ['memberId'])
}
