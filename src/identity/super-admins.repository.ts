import type { ControlDb } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { FailureCount } from './sign-in-failures.js'
import type { User } from './user.js'

/** Adds an account without a church; false when the address has one. For the owner of the control database alone. */
export async function addSuperAdmin(
  control: ControlDb,
  { passwordHash, ...user }: User & { readonly passwordHash: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await control
    .insertInto('user_account')
    .values({ ...user, password_hash: passwordHash, church_id: null, is_super_admin: true, status: 'ACTIVE' })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Shuts a super-admin out at once, tokens included; returns the id, null when there is none. For the owner alone. */
export async function disableSuperAdmin(control: ControlDb, email: string, now: Instant): Promise<string | null> {
  const disabled = await control
    .updateTable('user_account')
    .set((eb) => ({ status: 'DISABLED', auth_epoch: eb('auth_epoch', '+', 1), updated_at: now }))
    .where('is_super_admin', '=', true)
    .where('email', '=', email)
    .returning('id')
    .executeTakeFirst()
  return disabled?.id ?? null
}

/** Notes on an account without a church that it signed in. */
export async function noteSignIn(platform: ControlDb, id: string, now: Instant): Promise<void> {
  await platform.updateTable('user_account').set({ last_login_at: now, updated_at: now }).where('id', '=', id).execute()
}

/** The failures of super-admins counted in `slot`, locked until the transaction ends; a new count starts at `now`. */
export async function lockPlatformFailures(platform: ControlDb, slot: number, now: Instant): Promise<FailureCount> {
  await platform
    .insertInto('super_admin_failure')
    .values({ slot, window_started_at: now, attempts: 0, told: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return platform
    .selectFrom('super_admin_failure')
    .select(['window_started_at as windowStartedAt', 'attempts', 'told'])
    .where('slot', '=', slot)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/** Keeps the failures of super-admins counted in `slot`. */
export async function keepPlatformFailures(platform: ControlDb, slot: number, count: FailureCount): Promise<void> {
  const { windowStartedAt, attempts, told } = count
  await platform
    .updateTable('super_admin_failure')
    .set({ window_started_at: windowStartedAt, attempts, told })
    .where('slot', '=', slot)
    .execute()
}
