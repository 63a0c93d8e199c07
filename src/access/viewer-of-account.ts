import { findUser } from '../identity/index.js'
import type { Needs, Viewer } from '../platform/context.js'
import { effectiveGrants } from './role.js'
import { standingOf } from './viewer.queries.js'

/**
 * An account as the viewer it would be if it signed in now, for what reads on its behalf and for nothing else; null when
 * it may not sign in.
 */
export async function viewerOfAccount(ctx: Needs<'control'>, userId: string): Promise<Viewer | null> {
  const user = await ctx.control.read((control) => findUser(control, userId))
  if (user?.status !== 'ACTIVE') return null
  const { memberId, roles, grants } = await standingOf(ctx.db, userId)
  return {
    ...{ userId, email: user.email, name: user.name, sessionId: '', memberId, apiKeyId: null },
    roleIds: roles.map(({ id }) => id),
    roles: roles.flatMap(({ key }) => key ?? []),
    grants: effectiveGrants(grants),
  }
}
