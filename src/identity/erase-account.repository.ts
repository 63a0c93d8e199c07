import type { ControlDb } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'

/** Removes from an account all that tells whose it was, and closes it for good: its tokens are worthless. */
export async function eraseAccount(control: ControlDb, id: string, now: Instant): Promise<void> {
  await control
    .updateTable('user_account')
    .set((eb) => ({
      ...{ status: 'ERASED', name: 'Erased', email: `${id}@erased.invalid`, password_hash: null, updated_at: now },
      auth_epoch: eb('auth_epoch', '+', 1),
    }))
    .where('id', '=', id)
    .where('status', '<>', 'ERASED')
    .execute()
}
