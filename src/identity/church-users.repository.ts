import { sql } from 'kysely'
import type { ControlDb } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { ChurchUser, UserStatus } from './church-user.js'

/** The columns of an account, in the names of the API. */
export const churchUserColumns = [
  'user_account.id',
  'user_account.email',
  'user_account.name',
  'user_account.status',
  'user_account.must_change_password as mustChangePassword',
  'user_account.last_login_at as lastLoginAt',
  'user_account.created_at as createdAt',
] as const

/** The account with this id in the transaction's church; null when there is none. */
export async function churchUser(control: ControlDb, id: string): Promise<ChurchUser | null> {
  const user = await control
    .selectFrom('user_account')
    .select(churchUserColumns)
    .where('id', '=', id)
    .executeTakeFirst()
  return user ?? null
}

/** Those of `ids` whose accounts are ACTIVE. */
export async function activeAmong(control: ControlDb, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await control
    .selectFrom('user_account')
    .select('id')
    .where('status', '=', 'ACTIVE')
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** A move of an account from one status to another. */
export interface StatusMove {
  readonly id: string
  readonly from: UserStatus
  readonly to: UserStatus
  readonly now: Instant
}

/** Moves an account and makes every token of it worthless; null when it stands elsewhere than `from`, or there is none. */
export async function moveStatus(control: ControlDb, { id, from, to, now }: StatusMove): Promise<ChurchUser | null> {
  const user = await control
    .updateTable('user_account')
    .set((eb) => ({ status: to, auth_epoch: eb('auth_epoch', '+', 1), updated_at: now }))
    .where('id', '=', id)
    .where('status', '=', from)
    .returning(churchUserColumns)
    .executeTakeFirst()
  return user ?? null
}

/** Has the password changed at the next request and makes every token worthless; null when there is no such account. */
export async function demandPassword(control: ControlDb, id: string, now: Instant): Promise<ChurchUser | null> {
  const user = await control
    .updateTable('user_account')
    .set((eb) => ({ must_change_password: true, auth_epoch: eb('auth_epoch', '+', 1), updated_at: now }))
    .where('id', '=', id)
    .where('status', '=', 'ACTIVE')
    .returning(churchUserColumns)
    .executeTakeFirst()
  return user ?? null
}

/**
 * Makes the access tokens worthless that an account had in epoch `from`: its sessions go on with new ones. Doing it again
 * changes nothing.
 */
export async function raiseEpoch(
  control: ControlDb,
  { id, from, now }: { readonly id: string; readonly from: number; readonly now: Instant },
): Promise<void> {
  await control
    .updateTable('user_account')
    .set({ auth_epoch: from + 1, updated_at: now })
    .where('id', '=', id)
    .where('auth_epoch', '=', from)
    .execute()
}

/** Ends every session of an account: none of its refresh tokens can be exchanged any more. */
export async function endEverySession(
  control: ControlDb,
  { id, reason, now }: { readonly id: string; readonly reason: 'ADMIN' | 'DISABLED'; readonly now: Instant },
): Promise<void> {
  await control
    .updateTable('refresh_session')
    .set({ revoked_at: now, revoke_reason: reason, updated_at: now })
    .where('user_id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()
}
