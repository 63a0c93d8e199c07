import { sql } from 'kysely'
import type { ControlDb } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'

/** An invitation. */
export interface Invitation {
  readonly id: string
  readonly userId: string
  readonly email: string
  readonly name: string
  readonly roleIds: readonly string[]
  readonly memberId: string | null
  readonly expiresAt: Instant
  readonly acceptedAt: Instant | null
  readonly revokedAt: Instant | null
}

/** An invitation to be kept. */
export interface NewInvitation extends Omit<Invitation, 'acceptedAt' | 'revokedAt'> {
  readonly churchId: string
  readonly invitedBy: string
  readonly now: Instant
}

const columns = [
  ...(['id', 'user_id as userId', 'email', 'name', 'role_ids as roleIds', 'member_id as memberId'] as const),
  ...(['expires_at as expiresAt', 'accepted_at as acceptedAt', 'revoked_at as revokedAt'] as const),
] as const

/** Keeps an invitation; false when its address has an open one. */
export async function addInvitation(control: ControlDb, invitation: NewInvitation): Promise<boolean> {
  const { id, churchId, userId, email, name, roleIds, memberId, expiresAt, invitedBy, now } = invitation
  const { numInsertedOrUpdatedRows } = await control
    .insertInto('invitation')
    .values({
      ...{ id, church_id: churchId, user_id: userId, email, name, role_ids: [...roleIds], member_id: memberId },
      ...{ expires_at: expiresAt, invited_by: invitedBy, created_at: now, updated_at: now },
    })
    .onConflict((conflict) =>
      conflict
        .columns(['church_id', 'email'])
        .where('accepted_at', 'is', null)
        .where('revoked_at', 'is', null)
        .doNothing(),
    )
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** The invitation with this id, in whatever state. */
export async function findInvitation(control: ControlDb, id: string): Promise<Invitation | null> {
  return (await control.selectFrom('invitation').select(columns).where('id', '=', id).executeTakeFirst()) ?? null
}

/** The invitation whose link has a secret of this hash, in whatever state. */
export async function findInvitationByHash(control: ControlDb, hash: Buffer): Promise<Invitation | null> {
  return (
    (await control.selectFrom('invitation').select(columns).where('token_hash', '=', hash).executeTakeFirst()) ?? null
  )
}

/** Up to 200 invitations that were neither accepted nor revoked, the newest first. */
export async function openInvitations(control: ControlDb): Promise<readonly Invitation[]> {
  return control
    .selectFrom('invitation')
    .select(columns)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
}

/** Whether nobody has an account with this address, but for one that was invited once and is no longer. */
export async function isAddressFree(control: ControlDb, email: string, now: Instant): Promise<boolean> {
  const account = await control
    .selectFrom('user_account')
    .select('id')
    .where('email', '=', email)
    .where('status', '<>', 'INVITED')
    .executeTakeFirst()
  const open = await control
    .selectFrom('invitation')
    .select('id')
    .where('email', '=', email)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return account === undefined && open === undefined
}

/** Keeps the hash of the secret that is mailed. */
export async function armInvitation(control: ControlDb, id: string, hash: Buffer): Promise<void> {
  await control.updateTable('invitation').set({ token_hash: hash }).where('id', '=', id).execute()
}

/** Lets an open invitation count until another time; null when it is not open. */
export async function extendInvitation(
  control: ControlDb,
  { id, expiresAt, now }: { readonly id: string; readonly expiresAt: Instant; readonly now: Instant },
): Promise<Invitation | null> {
  const extended = await control
    .updateTable('invitation')
    .set({ expires_at: expiresAt, updated_at: now })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning(columns)
    .executeTakeFirst()
  return extended ?? null
}

/** Withdraws the open invitation with this id; null when it is not open. */
export async function revokeOpen(control: ControlDb, id: string, now: Instant): Promise<Invitation | null> {
  const revoked = await control
    .updateTable('invitation')
    .set({ revoked_at: now, updated_at: now })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning(columns)
    .executeTakeFirst()
  return revoked ?? null
}

/** Withdraws the invitation of an address whose time is over, to make room for another. */
export async function revokeOver(control: ControlDb, email: string, now: Instant): Promise<void> {
  await control
    .updateTable('invitation')
    .set({ revoked_at: now, updated_at: now })
    .where('email', '=', email)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '<=', now)
    .execute()
}

/** Notes that an invitation was accepted; false when somebody was faster, it was withdrawn, or its time is over. */
export async function acceptOpen(control: ControlDb, id: string, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await control
    .updateTable('invitation')
    .set({ accepted_at: now, updated_at: now })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', sql<string>`${now}`)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/**
 * Withdraws the open invitation that was for this member, and takes name and address out of all there were for it; returns
 * the accounts that waited for it.
 */
export async function forgetInvitationsOf(control: ControlDb, memberId: string, now: Instant): Promise<string[]> {
  const withdrawn = await control
    .updateTable('invitation')
    .set({ revoked_at: now })
    .where('member_id', '=', memberId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning('user_id as userId')
    .execute()
  await control
    .updateTable('invitation')
    .set({ email: sql<string>`id || '@erased.invalid'`, name: 'Erased', token_hash: null, updated_at: now })
    .where('member_id', '=', memberId)
    .execute()
  return withdrawn.map(({ userId }) => userId)
}

/** Removes up to `batch` sessions, mailed links and invitations each that are long over, of every church; returns how many. */
export async function removeExpired(control: ControlDb, batch: number): Promise<number> {
  const { rows } = await sql<{ removed: number }>`select remove_expired(${batch}) as removed`.execute(control)
  return rows[0]?.removed ?? 0
}
