import { sql } from 'kysely'
import type { ControlDb } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'

/** How many earlier passwords are kept: with the current one, the last five. */
const kept = 4

/** The hashes of an account's earlier passwords, the newest first. */
export async function earlierPasswords(control: ControlDb, userId: string): Promise<readonly string[]> {
  const rows = await control
    .selectFrom('password_history')
    .select('password_hash as hash')
    .where('user_id', '=', userId)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ hash }) => hash)
}

/** A password that takes the place of another. */
export interface NewPassword {
  readonly userId: string
  readonly churchId: string
  /** The id that the earlier one is kept under. */
  readonly historyId: string
  readonly passwordHash: string
  /** What it was before; null when there was none. */
  readonly earlierHash: string | null
  readonly now: Instant
}

/**
 * Gives an account a password of its holder's choice, keeps the earlier one among those that are not taken again, and
 * raises the epoch, so that no older access token counts; returns the epoch. The account must be locked.
 */
export async function setPassword(control: ControlDb, password: NewPassword): Promise<number> {
  const { userId, churchId, historyId, passwordHash, earlierHash, now } = password
  if (earlierHash !== null) {
    await control
      .insertInto('password_history')
      .values({ id: historyId, church_id: churchId, user_id: userId, password_hash: earlierHash, created_at: now })
      .execute()
    await control
      .deleteFrom('password_history')
      .where('user_id', '=', userId)
      .where('id', 'not in', (eb) =>
        eb.selectFrom('password_history').select('id').where('user_id', '=', userId).orderBy('id', 'desc').limit(kept),
      )
      .execute()
  }
  const { epoch } = await control
    .updateTable('user_account')
    .set({ password_hash: passwordHash, password_changed_at: now, must_change_password: false, updated_at: now })
    .set({ auth_epoch: sql<number>`auth_epoch + 1` })
    .where('id', '=', userId)
    .returning('auth_epoch as epoch')
    .executeTakeFirstOrThrow()
  return epoch
}

/** Keeps the same password in a costlier hash; nothing happens when it was changed meanwhile. */
export async function rehashPassword(
  control: ControlDb,
  { userId, from, to }: { readonly userId: string; readonly from: string; readonly to: string },
): Promise<void> {
  await control
    .updateTable('user_account')
    .set({ password_hash: to })
    .where('id', '=', userId)
    .where('password_hash', '=', from)
    .execute()
}
