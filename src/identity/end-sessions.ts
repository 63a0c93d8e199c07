import { notSignedIn } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import { requireAccount } from '../platform/require-account.js'
import { lockUser } from './identity.repository.js'
import { hashToken } from './open-session.js'
import { endSessions, findRefreshToken, type SessionEnd } from './sessions.repository.js'
import { type AccountAct, tellAccount } from './tell-account.js'

type Slice = Needs<'control' | 'viewer' | 'bearer' | 'refusedToken' | 'refreshCookie'>

/**
 * Ends the session of the access token that was sent, also of one whose time is over; returns how many ended: 0 when it
 * had ended before. Throws UNAUTHENTICATED without a token of ours.
 */
export async function signOut(ctx: Slice): Promise<number> {
  const { bearer } = ctx
  if (!bearer) throw ctx.refusedToken ?? notSignedIn()
  ctx.refreshCookie?.forget()
  return end(ctx, 'user.signOut', { userId: bearer.userId, familyId: bearer.sessionId })
}

/** Ends the session of a refresh token, as a browser keeps it in its cookie; nothing happens when it counts no more. */
export async function signOutByCookie(ctx: Needs<'control' | 'refreshCookie'>, refreshToken: string): Promise<void> {
  ctx.refreshCookie?.forget()
  const token = await ctx.control.read((control) => findRefreshToken(control, hashToken(refreshToken)))
  if (token) await end(ctx, 'user.signOut', { userId: token.userId, familyId: token.familyId })
}

/** Ends every session of the viewer, this one too; returns how many there were. */
export async function signOutEverywhere(ctx: Slice): Promise<number> {
  const { userId } = requireAccount(ctx)
  ctx.refreshCookie?.forget()
  return end(ctx, 'user.signOutEverywhere', { userId })
}

/** Ends one session of the viewer. Refuses NOT_FOUND for one that is not theirs or has ended. */
export async function revokeSession(
  ctx: Slice,
  { id }: { readonly id: string },
): Promise<{ readonly id: string } | Refusal<'NOT_FOUND'>> {
  const { userId } = requireAccount(ctx)
  const ended = await end(ctx, 'user.revokeSession', { userId, familyId: id })
  return ended > 0 ? { id } : refuse('NOT_FOUND', 'You have no such session.', ['id'])
}

const end = (
  ctx: Needs<'control'>,
  action: AccountAct['action'],
  which: Pick<SessionEnd, 'userId' | 'familyId'>,
): Promise<number> =>
  ctx.control.write(async (control) => {
    const user = await lockUser(control, which.userId)
    const sessions = await endSessions(control, { ...which, reason: 'SIGN_OUT', now: ctx.clock.now() })
    const after = which.familyId === undefined ? { sessions } : { session: which.familyId }
    if (user && sessions > 0) await tellAccount(ctx, control, { action, user, after })
    return sessions
  })
