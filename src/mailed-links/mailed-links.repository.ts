import { sql } from 'kysely'
import type { ControlDb } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'

/** What a link is for. */
export type Purpose = 'RESET' | 'VERIFY_EMAIL' | 'CHANGE_EMAIL'

/** A link to be mailed. */
export interface NewLink {
  readonly id: string
  readonly churchId: string
  readonly userId: string
  readonly purpose: Purpose
  /** The address it proves; null but for CHANGE_EMAIL. */
  readonly newEmail: string | null
  readonly expiresAt: Instant
  readonly ip: string | null
  readonly now: Instant
}

/** Keeps a link and voids older ones of its purpose; false when it was kept before, by a run that was cut off. */
export async function addLink(control: ControlDb, link: NewLink): Promise<boolean> {
  const { id, churchId, userId, purpose, newEmail, expiresAt, ip, now } = link
  const { numInsertedOrUpdatedRows } = await control
    .insertInto('password_reset_token')
    .values({
      id,
      church_id: churchId,
      user_id: userId,
      purpose,
      new_email: newEmail,
      expires_at: expiresAt,
      ip,
      created_at: now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) return false
  await control
    .updateTable('password_reset_token')
    .set({ used_at: now, updated_at: now })
    .where('user_id', '=', userId)
    .where('purpose', '=', purpose)
    .where('id', '!=', id)
    .where('used_at', 'is', null)
    .execute()
  return true
}

/** A link that counts. */
export interface Link {
  readonly id: string
  readonly userId: string
  readonly purpose: Purpose
  readonly newEmail: string | null
}

const selectLink = (control: ControlDb, now: Instant) =>
  control
    .selectFrom('password_reset_token')
    .select(['id', 'user_id as userId', 'purpose', 'new_email as newEmail'])
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)

/** The link with this id, if it still counts. */
export async function findLink(control: ControlDb, id: string, now: Instant): Promise<Link | null> {
  return (await selectLink(control, now).where('id', '=', id).executeTakeFirst()) ?? null
}

/** The link with a secret of this hash, if it still counts. */
export async function findLinkByHash(control: ControlDb, hash: Buffer, now: Instant): Promise<Link | null> {
  return (await selectLink(control, now).where('token_hash', '=', hash).executeTakeFirst()) ?? null
}

/** Keeps the hash of a link's secret: from now on somebody may bring it back. */
export async function armLink(control: ControlDb, id: string, hash: Buffer): Promise<void> {
  await control.updateTable('password_reset_token').set({ token_hash: hash }).where('id', '=', id).execute()
}

/** Uses a link up; false when somebody else did. */
export async function useLink(control: ControlDb, id: string, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await control
    .updateTable('password_reset_token')
    .set({ used_at: now, updated_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** The ACTIVE account whose address has this SHA-256 (hexadecimal), and whether it was proved. */
export async function accountWithAddress(
  control: ControlDb,
  hash: string,
): Promise<{ readonly id: string; readonly isVerified: boolean } | null> {
  const account = await control
    .selectFrom('user_account')
    .select(['id', 'email_verified_at as verifiedAt'])
    .where(sql<string>`encode(sha256(convert_to(email, 'UTF8')), 'hex')`, '=', hash)
    .where('status', '=', 'ACTIVE')
    .executeTakeFirst()
  return account ? { id: account.id, isVerified: account.verifiedAt !== null } : null
}
