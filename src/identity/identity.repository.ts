import { type Expression, type ExpressionBuilder, sql } from 'kysely'
import { compiledOnce } from '../platform/db/compiled-once.js'
import { isTaken } from '../platform/db/database-fault.js'
import type { ControlDb } from '../platform/db/handles.js'
import type { ControlTables } from '../platform/db/tables.generated.js'
import type { Instant } from '../platform/instant.js'
import type { User, UserToVerify, UserWithSession } from './user.js'

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

/**
 * As `findUser`, for a writing transaction: until it ends nobody else can change this account, or begin, refresh or end
 * a session of it.
 */
export async function lockUser(control: ControlDb, id: string): Promise<UserToVerify | null> {
  const user = await selectUser(control).where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  return user ?? null
}

const selectUser = (control: ControlDb) =>
  control
    .selectFrom('user_account')
    .select(['id', 'email', 'name', 'status', 'password_hash as passwordHash', 'auth_epoch as authEpoch'])

/** The account, and whether this session of it goes on, in one statement: every request begins with it. */
export async function findUserWithSession(control: ControlDb, asked: AskedSession): Promise<UserWithSession | null> {
  const [user] = await readUserWithSession(control, asked)
  return user ?? null
}

// A type, not an interface: only that is a record.
type AskedSession = { readonly userId: string; readonly sessionId: string; readonly now: Instant }

const readUserWithSession = compiledOnce((control: ControlDb, { userId, sessionId, now }: AskedSession) =>
  control
    .selectFrom('user_account')
    .select((eb) => withSession(eb, { familyId: eb.val(sessionId), now }))
    .where('id', '=', userId),
)

/** Many accounts, each with whether one session of it goes on; `familyId` is that session's. */
export const findUsersWithSessions = (
  control: ControlDb,
  {
    of,
    now,
  }: { readonly of: readonly { readonly userId: string; readonly sessionId: string }[]; readonly now: Instant },
): Promise<readonly (UserWithSession & { readonly familyId: string })[]> => {
  const [userIds, familyIds] = [of.map(({ userId }) => userId), of.map(({ sessionId }) => sessionId)]
  return control
    .selectFrom('user_account')
    .innerJoin(
      sql<{ user_id: string; family_id: string }>`unnest(${userIds}::uuid[], ${familyIds}::uuid[])`.as<'asked'>(
        sql`asked(user_id, family_id)`,
      ),
      (join) => join.onRef('asked.user_id', '=', 'user_account.id'),
    )
    .select('asked.family_id as familyId')
    .select((eb) => withSession(eb, { familyId: eb.ref('asked.family_id'), now }))
    .execute()
}

function withSession(
  eb: ExpressionBuilder<ControlTables, 'user_account'>,
  { familyId, now }: { readonly familyId: Expression<string>; readonly now: Instant },
) {
  const goesOn = eb
    .selectFrom('refresh_session')
    .select('refresh_session.id')
    .whereRef('refresh_session.user_id', '=', 'user_account.id')
    .where('refresh_session.family_id', '=', familyId)
    .where('revoked_at', 'is', null)
    .where('family_expires_at', '>', now)
  const hasFactor = eb
    .selectFrom('second_factor')
    .select('second_factor.user_id')
    .whereRef('second_factor.user_id', '=', 'user_account.id')
    .where('confirmed_at', 'is not', null)
  return [
    ...(['user_account.id', 'email', 'name', 'locale', 'status', 'auth_epoch as authEpoch'] as const),
    'must_change_password as mustChangePassword',
    eb.exists(goesOn).$castTo<boolean>().as('hasSession'),
    eb.exists(hasFactor).$castTo<boolean>().as('hasSecondFactor'),
  ] as const
}

/** Whether anybody has an account in the transaction's church, of whatever status. */
export async function hasUsers(control: ControlDb): Promise<boolean> {
  const somebody = await control.selectFrom('user_account').select('id').limit(1).executeTakeFirst()
  return somebody !== undefined
}

/** Whether somebody of the transaction's church has shown that mails reach them: until then it sends none to others. */
export async function hasProvedAddress(control: ControlDb): Promise<boolean> {
  const somebody = await control
    .selectFrom('user_account')
    .select('id')
    .where('status', '=', 'ACTIVE')
    .where('email_verified_at', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return somebody !== undefined
}

/** What an account's holder may say about themselves. */
export interface Profile {
  readonly name?: string
  readonly locale?: string | null
}

/** Changes the named fields of an account; one with none keeps everything. */
export async function changeProfile(
  control: ControlDb,
  id: string,
  { name, locale, now }: Profile & { readonly now: Instant },
): Promise<User> {
  return control
    .updateTable('user_account')
    .set({ ...(name === undefined ? {} : { name }), ...(locale === undefined ? {} : { locale }), updated_at: now })
    .where('id', '=', id)
    .returning(['id', 'email', 'name'])
    .executeTakeFirstOrThrow()
}

/** Gives an account an address that its holder has shown to be theirs. Throws when another account has it. */
export async function verifyAddress(
  control: ControlDb,
  { userId, email, now }: { readonly userId: string; readonly email: string; readonly now: Instant },
): Promise<void> {
  await control
    .updateTable('user_account')
    .set({ email, email_verified_at: now, updated_at: now })
    .where('id', '=', userId)
    .execute()
}

/** Whether a change of accounts failed because another account of the church got the address first. */
export const isAddressTaken = (error: unknown): boolean => isTaken(error, 'user_account_church_id_email_key')

/** Where an account gets mails: its address, if it is active and has proved that; null for none. */
export async function mailboxOf(
  control: ControlDb,
  id: string,
): Promise<{ address: string; name: string; locale: string | null } | null> {
  const account = await control
    .selectFrom('user_account')
    .select(['email as address', 'name', 'locale'])
    .where('id', '=', id)
    .where('status', '=', 'ACTIVE')
    .where('email_verified_at', 'is not', null)
    .executeTakeFirst()
  return account ?? null
}

/** What an account's holder is told about it beside name and address. */
export interface AccountState {
  readonly locale: string | null
  readonly emailVerifiedAt: Instant | null
}

/** That of the account with this id. */
export async function accountState(control: ControlDb, id: string): Promise<AccountState | null> {
  const state = await control
    .selectFrom('user_account')
    .select(['locale', 'email_verified_at as emailVerifiedAt'])
    .where('id', '=', id)
    .executeTakeFirst()
  return state ?? null
}
