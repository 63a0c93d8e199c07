import { requireViewer } from '../access/index.js'
import type { Needs } from '../platform/context.js'
import { localDay } from '../platform/instant.js'
import { ownAudiences } from './audiences.queries.js'
import { closedTo } from './notification.policy.js'
import { chosenPreferences } from './preferences.repository.js'
import type { Reader } from './reader.js'

/** A reader, and why something is hidden: by the church's features, or by the reader's own wish. */
export interface FoundReader extends Reader {
  readonly closed: readonly string[]
  readonly switchedOff: readonly string[]
}

/**
 * The viewer as somebody who is told things, by what they are in the church at this moment: read once for a request that
 * asks for a list and a count. Throws UNAUTHENTICATED.
 */
export async function findReader(ctx: Needs<'viewer' | 'refusedToken'>): Promise<FoundReader> {
  requireViewer(ctx)
  return ctx.loaders.of(readReader, () => readReader(ctx))
}

async function readReader(ctx: Needs<'viewer' | 'refusedToken'>): Promise<FoundReader> {
  const { userId, memberId } = requireViewer(ctx)
  const today = localDay(ctx.clock.now(), ctx.church.timeZone)
  // Asked side by side: neither waits for the other's answer.
  const [chosen, audiences] = await Promise.all([
    chosenPreferences(ctx.db, userId),
    ownAudiences(ctx.db, { userId, memberId }, today),
  ])
  const switchedOff = chosen.flatMap(({ channel, enabled, category }) =>
    channel === 'IN_APP' && !enabled ? [category] : [],
  )
  const closed = closedTo(ctx.church.features)
  return { userId, audiences, closed, switchedOff, hidden: [...closed, ...switchedOff] }
}
