import { activeAmong } from '../identity/index.js'
import type { Needs } from '../platform/context.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import { administrators } from './holdings.queries.js'

/**
 * LAST_ADMIN when the church would be left without an active administrator once this user is none any more, now or when
 * the roles of the others are over; null otherwise. `lockRoles` must come first: of two who demote each other the second
 * sees what the first did.
 */
export async function refuseLastAdmin(
  ctx: Needs<'control'>,
  userId: string,
  path: readonly string[],
): Promise<Refusal<'LAST_ADMIN'> | null> {
  const holdings = await administrators(ctx.db)
  const own = holdings.find((holding) => holding.userId === userId)
  if (!own) return null
  const active = await ctx.control.read((control) =>
    activeAmong(
      control,
      holdings.map((holding) => holding.userId),
    ),
  )
  if (!active.has(userId)) return null
  const others = holdings.filter((holding) => holding !== own && active.has(holding.userId))
  // Who stays for good counts; two whose roles end soon may stand in for each other.
  const isLeft = others.some(({ expiresAt }) => expiresAt === null) || (own.expiresAt !== null && others.length > 0)
  return isLeft ? null : refuse('LAST_ADMIN', 'The church needs an administrator: name another one first.', path)
}
