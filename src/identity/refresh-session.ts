import type { AuditEntry } from '../platform/audit/audit-entry.js'
import { tellAudit } from '../platform/audit/tell-audit.js'
import type { Needs } from '../platform/context.js'
import type { ControlDb } from '../platform/db/handles.js'
import { addSeconds, isBefore } from '../platform/instant.js'
import { enqueueJob } from '../platform/jobs/jobs.repository.js'
import { mailJob } from '../platform/mail/mail-task.js'
import { isRefusal, refuse, type Refusal } from '../platform/refusal.js'
import { tellHolder } from './account-news.js'
import { lockUser } from './identity.repository.js'
import { hashToken, openSession, type Session } from './open-session.js'
import {
  addRefreshToken,
  endSessions,
  findRefreshToken,
  type RefreshToken,
  useRefreshToken,
} from './sessions.repository.js'
import type { identityRefusals, UserToVerify } from './user.js'

/** How soon after its exchange a token may turn up again without being taken for stolen, in seconds. */
const twoTabsSeconds = 10

type Slice = Needs<'control' | 'origin' | 'tokens'>
type Refused = Refusal<keyof typeof identityRefusals>

/**
 * Exchanges a refresh token for a new pair of tokens of the same session; it counts once.
 *
 * Refuses NOT_ALLOWED_NOW when it was exchanged less than ten seconds ago: two tabs of one browser had the same, and the
 * other one has the new pair. Exchanged earlier it is taken for stolen: the whole session ends, and its owner is told by
 * mail. That, an unknown
 * token and an ended session are INVALID_CREDENTIALS alike. Locks the account.
 */
export async function refreshSession(
  ctx: Slice,
  { refreshToken }: { readonly refreshToken: string },
): Promise<Session | Refused> {
  const tokenHash = hashToken(refreshToken)
  // A refusal must not undo what was found out: reuse ends the session for good.
  return ctx.control.write(async (control) => {
    const known = await findRefreshToken(control, tokenHash)
    const user = known && (await lockUser(control, known.userId))
    // Read again behind the lock: whoever held it may have exchanged this token.
    const token = user && (await findRefreshToken(control, tokenHash))
    if (!token) return countsNoMore()
    const refused = await whyNot(ctx, control, { token, user })
    return refused ?? exchange(ctx, control, { token, user })
  })
}

const countsNoMore = (): Refused =>
  refuse('INVALID_CREDENTIALS', 'The refresh token is no longer valid: sign in again.', ['refreshToken'])

interface Presented {
  readonly token: RefreshToken
  readonly user: UserToVerify
}

async function whyNot(ctx: Slice, control: ControlDb, { token, user }: Presented): Promise<Refused | null> {
  const now = ctx.clock.now()
  if (token.usedAt) {
    if (isBefore(now, addSeconds(token.usedAt, twoTabsSeconds))) {
      const message = 'The refresh token was exchanged a moment ago: use what that brought.'
      return refuse('NOT_ALLOWED_NOW', message, ['refreshToken'])
    }
    const ended = await endSessions(control, { userId: user.id, familyId: token.familyId, reason: 'REUSE', now })
    if (ended > 0) {
      await enqueueJob(control, mailJob({ template: 'session-reuse', data: { userId: user.id } }))
      await tellHolder(ctx, control, { type: 'SESSION_REUSE', userId: user.id })
      await tellAudit(ctx, control, reuse(token))
    }
    return countsNoMore()
  }
  const counts = !token.revokedAt && isBefore(now, token.expiresAt) && user.status === 'ACTIVE'
  return counts ? null : countsNoMore()
}

const reuse = ({ userId, familyId }: RefreshToken): AuditEntry => ({
  ...{ action: 'user.sessionReuse', entity: 'user', entityId: userId, after: { session: familyId } },
  // Its owner, or a thief.
  actor: { kind: 'USER', id: null, name: null },
})

async function exchange(ctx: Slice, control: ControlDb, { token, user }: Presented): Promise<Session> {
  const owner = { userId: user.id, churchId: ctx.church.id, epoch: user.authEpoch }
  const { session, row } = await openSession(ctx, owner, token)
  const now = ctx.clock.now()
  await useRefreshToken(control, token.id, now)
  await addRefreshToken(control, row, now)
  return session
}

/** As `refreshSession`, for a browser that keeps its refresh token in the cookie: only the access token is answered. */
export async function refreshByCookie(ctx: Needs<'control' | 'origin' | 'tokens' | 'refreshCookie'>, token: string) {
  const refreshed = await refreshSession(ctx, { refreshToken: token })
  if (!isRefusal(refreshed)) {
    ctx.refreshCookie?.keep(refreshed.refreshToken, refreshed.refreshTokenExpiresAt)
    return { token: refreshed.accessToken, expiresAt: refreshed.accessTokenExpiresAt }
  }
  // The other tab has put a good one into the cookie meanwhile: it stays.
  if (refreshed.errors[0].code !== 'NOT_ALLOWED_NOW') ctx.refreshCookie?.forget()
  return refreshed
}
