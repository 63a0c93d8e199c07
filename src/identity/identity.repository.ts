import type { ControlDb } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { User, UserToVerify } from './user.js'

/** The account with this address in the transaction's church; null when there is none. `email` is in lower case. */
export async function findUserByEmail(control: ControlDb, email: string): Promise<UserToVerify | null> {
  const user = await selectUser(control).where('email', '=', email).executeTakeFirst()
  return user ?? null
}

/** The account with this id in the transaction's church; null when there is none. */
export async function findUser(control: ControlDb, id: string): Promise<UserToVerify | null> {
  const user = await selectUser(control).where('id', '=', id).executeTakeFirst()
  return user ?? null
}

const selectUser = (control: ControlDb) =>
  control
    .selectFrom('user_account')
    .select(['id', 'email', 'name', 'status', 'password_hash as passwordHash', 'auth_epoch as authEpoch'])

/** Whether anybody has an account in the transaction's church, of whatever status. */
export async function hasUsers(control: ControlDb): Promise<boolean> {
  const somebody = await control.selectFrom('user_account').select('id').limit(1).executeTakeFirst()
  return somebody !== undefined
}

/** An account to be made, able to sign in at once. */
export interface NewUser extends User {
  readonly churchId: string
  readonly passwordHash: string
}

/** Adds an ACTIVE account; throws when the address is taken in this church. */
export async function addUser(control: ControlDb, user: NewUser): Promise<void> {
  const { id, churchId, email, name, passwordHash } = user
  await control
    .insertInto('user_account')
    .values({ id, church_id: churchId, email, name, password_hash: passwordHash, status: 'ACTIVE' })
    .execute()
}

/** The first refresh token of a new family. */
export interface NewSession {
  readonly id: string
  readonly churchId: string
  readonly userId: string
  readonly familyId: string
  readonly tokenHash: Buffer
  readonly expiresAt: Instant
  readonly familyExpiresAt: Instant
  readonly ip: string | null
  readonly userAgent: string | null
}

/** Begins a session and notes the sign-in on its account. */
export async function beginSession(control: ControlDb, session: NewSession, now: Instant): Promise<void> {
  await control
    .insertInto('refresh_session')
    .values({
      id: session.id,
      church_id: session.churchId,
      user_id: session.userId,
      family_id: session.familyId,
      token_hash: session.tokenHash,
      expires_at: session.expiresAt,
      family_expires_at: session.familyExpiresAt,
      ip: session.ip,
      user_agent: session.userAgent,
    })
    .execute()
  await control
    .updateTable('user_account')
    .set({ last_login_at: now, updated_at: now })
    .where('id', '=', session.userId)
    .execute()
}
