import { sql } from 'kysely'
import type { ControlDb } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'

/** A refresh token to be given out: the first of its family, or the heir of another. */
export interface NewSession {
  readonly id: string
  readonly churchId: string
  readonly userId: string
  readonly familyId: string
  /** The token it was exchanged for; null for the first. */
  readonly parentId: string | null
  readonly tokenHash: Buffer
  readonly expiresAt: Instant
  readonly familyExpiresAt: Instant
  readonly ip: string | null
  readonly userAgent: string | null
}

/** Begins a session and notes the sign-in on its account. */
export async function beginSession(control: ControlDb, session: NewSession, now: Instant): Promise<void> {
  await Promise.all([
    addRefreshToken(control, session, now),
    control
      .updateTable('user_account')
      .set({ last_login_at: now, updated_at: now })
      .where('id', '=', session.userId)
      .execute(),
  ])
}

/** Stores a refresh token. Throws when its family has another that was neither exchanged nor revoked. */
export async function addRefreshToken(control: ControlDb, session: NewSession, now: Instant): Promise<void> {
  await control
    .insertInto('refresh_session')
    .values({
      id: session.id,
      church_id: session.churchId,
      user_id: session.userId,
      family_id: session.familyId,
      parent_id: session.parentId,
      token_hash: session.tokenHash,
      expires_at: session.expiresAt,
      family_expires_at: session.familyExpiresAt,
      ip: session.ip,
      user_agent: session.userAgent,
      created_at: now,
      updated_at: now,
    })
    .execute()
}

/** A refresh token as it stands. */
export interface RefreshToken {
  readonly id: string
  readonly userId: string
  readonly familyId: string
  readonly expiresAt: Instant
  readonly familyExpiresAt: Instant
  /** When it was exchanged; null as long as it was not. */
  readonly usedAt: Instant | null
  readonly revokedAt: Instant | null
}

/** The refresh token with this hash in the transaction's church; null when there is none. */
export async function findRefreshToken(control: ControlDb, tokenHash: Buffer): Promise<RefreshToken | null> {
  const token = await control
    .selectFrom('refresh_session')
    .select(['id', 'user_id as userId', 'family_id as familyId', 'expires_at as expiresAt'])
    .select(['family_expires_at as familyExpiresAt', 'used_at as usedAt', 'revoked_at as revokedAt'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return token ?? null
}

/** Notes that a refresh token was exchanged: it counts no more. */
export async function useRefreshToken(control: ControlDb, id: string, now: Instant): Promise<void> {
  await control
    .updateTable('refresh_session')
    .set({ used_at: now, revoked_at: now, revoke_reason: 'ROTATED', updated_at: now })
    .where('id', '=', id)
    .execute()
}

/** Which sessions of an account end, and why. */
export interface SessionEnd {
  readonly userId: string
  /** Only this one. */
  readonly familyId?: string
  /** All but this one. */
  readonly exceptFamilyId?: string
  readonly reason: 'SIGN_OUT' | 'REUSE' | 'PASSWORD' | 'ADMIN' | 'DISABLED'
  readonly now: Instant
}

/**
 * Ends sessions, whose access tokens count no more from the commit on; returns how many there were. The account must be
 * locked, or a refresh under way goes on.
 */
export async function endSessions(
  control: ControlDb,
  { userId, familyId, exceptFamilyId, reason, now }: SessionEnd,
): Promise<number> {
  let ended = control
    .updateTable('refresh_session')
    .set({ revoked_at: now, revoke_reason: reason, updated_at: now })
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
  if (familyId !== undefined) ended = ended.where('family_id', '=', familyId)
  if (exceptFamilyId !== undefined) ended = ended.where('family_id', '!=', exceptFamilyId)
  const { numUpdatedRows } = await ended.executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** A session that goes on, as its owner recognises it. */
export interface LiveSession {
  readonly id: string
  readonly device: string | null
  readonly place: string | null
  readonly lastUsedAt: Instant
  readonly endsAt: Instant
}

/** The sessions of an account that can still be refreshed, the last used first. */
export async function liveSessions(
  control: ControlDb,
  { userId, now }: { readonly userId: string; readonly now: Instant },
): Promise<readonly LiveSession[]> {
  return control
    .selectFrom('refresh_session')
    .select(['family_id as id', 'user_agent as device', sql<string | null>`host(ip)`.as('place')])
    .select(['created_at as lastUsedAt', 'family_expires_at as endsAt'])
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}
