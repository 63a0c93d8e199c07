import { sql } from 'kysely'
import type { ControlDb } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'

/** Removes every account and session of a church, and what was counted of them. For the owner of the control database: requests erase no accounts. */
export async function removeAccounts(control: ControlDb, churchId: string): Promise<void> {
  await control.deleteFrom('account_failure').where('church_id', '=', churchId).execute()
  await control.deleteFrom('refresh_session').where('church_id', '=', churchId).execute()
  await control.deleteFrom('user_account').where('church_id', '=', churchId).execute()
}

/** An account as an export keeps it. */
export interface KeptAccount {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly passwordHash: string | null
  readonly status: 'INVITED' | 'ACTIVE' | 'DISABLED' | 'ERASED'
  readonly authEpoch: number
  readonly lastLoginAt: Instant | null
  /** These two are missing in older exports. */
  readonly emailVerifiedAt?: Instant | null
  readonly mustChangePassword?: boolean
  readonly createdAt: Instant
}

/** Every account of a church, oldest first. For the owner of the control database. */
export async function accountsOfChurch(control: ControlDb, churchId: string): Promise<readonly KeptAccount[]> {
  return control
    .selectFrom('user_account')
    .select(['id', 'email', 'name', 'password_hash as passwordHash', 'status', 'auth_epoch as authEpoch'])
    .select(['last_login_at as lastLoginAt', 'created_at as createdAt'])
    .select(['email_verified_at as emailVerifiedAt', 'must_change_password as mustChangePassword'])
    .where('church_id', '=', churchId)
    .orderBy('id')
    .execute()
}

/** Which of these ids some church's account has. */
export async function takenAccountIds(control: ControlDb, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await control
    .selectFrom('user_account')
    .select('id')
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  return rows.map(({ id }) => id)
}

/** Adds accounts to a church. Throws when an id is taken. */
export async function addKeptAccounts(
  control: ControlDb,
  churchId: string,
  accounts: readonly KeptAccount[],
): Promise<void> {
  for (const { passwordHash, authEpoch, lastLoginAt, createdAt, ...others } of accounts) {
    const { emailVerifiedAt = null, mustChangePassword = false, ...same } = others
    const columns = {
      ...{ password_hash: passwordHash, auth_epoch: authEpoch, last_login_at: lastLoginAt },
      ...{ email_verified_at: emailVerifiedAt, must_change_password: mustChangePassword },
    }
    await control
      .insertInto('user_account')
      .values({ ...same, ...columns, church_id: churchId, created_at: createdAt })
      .execute()
  }
}
