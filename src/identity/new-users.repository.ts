import type { ControlDb } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { User } from './user.js'

/** An account to be made, able to sign in at once. */
export interface NewUser extends User {
  readonly churchId: string
  readonly passwordHash: string
  /** Since when its address is known to be theirs; left out while nobody has shown it. */
  readonly emailVerifiedAt?: Instant
}

/** Adds an ACTIVE account; throws when the address is taken in this church. */
export async function addUser(control: ControlDb, user: NewUser): Promise<void> {
  const { id, churchId, email, name, passwordHash, emailVerifiedAt = null } = user
  await control
    .insertInto('user_account')
    .values({
      ...{ id, church_id: churchId, email, name, password_hash: passwordHash, status: 'ACTIVE' },
      email_verified_at: emailVerifiedAt,
    })
    .execute()
}

/**
 * Adds an INVITED account, which nobody can sign in to, or takes the one that an earlier invitation left; resolves to its
 * id, or null when the address has an account of another status.
 */
export async function addInvitedUser(
  control: ControlDb,
  user: User & { readonly churchId: string; readonly now: Instant },
): Promise<string | null> {
  const { id, churchId, email, name, now } = user
  const kept = await control
    .insertInto('user_account')
    .values({ id, church_id: churchId, email, name, status: 'INVITED', created_at: now, updated_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['church_id', 'email'])
        .doUpdateSet({ name, updated_at: now })
        .where('user_account.status', '=', 'INVITED'),
    )
    .returning('id')
    .executeTakeFirst()
  return kept?.id ?? null
}

/** Makes an INVITED account one that can be signed in to, with a proved address. */
export async function activateUser(
  control: ControlDb,
  { userId, passwordHash, now }: { readonly userId: string; readonly passwordHash: string; readonly now: Instant },
): Promise<void> {
  await control
    .updateTable('user_account')
    .set({ status: 'ACTIVE', password_hash: passwordHash, password_changed_at: now })
    .set({ email_verified_at: now, updated_at: now })
    .where('id', '=', userId)
    .where('status', '=', 'INVITED')
    .execute()
}
