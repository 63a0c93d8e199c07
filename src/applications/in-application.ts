import { requireViewer } from '../access/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import type { Application } from './application.js'
import { mayDecideApplications } from './application.policy.js'
import { lockApplication } from './applications.repository.js'

/** Throws FORBIDDEN for who may not read and decide applications. */
export function requireDecider(ctx: Needs<'viewer' | 'refusedToken'>): void {
  if (!mayDecideApplications(requireViewer(ctx))) throw notAllowed('This needs the right members.manage.')
}

/**
 * Does `work` in a transaction that holds the lock of an application, so that those who decide take turns.
 *
 * Refuses NOT_FOUND; throws FORBIDDEN without `members.manage` for the whole church.
 */
export async function inApplication<Slice extends Needs<'viewer' | 'refusedToken'>, Outcome>(
  ctx: Slice,
  id: string,
  work: (ctx: Slice, application: Application) => Promise<Outcome>,
): Promise<Outcome | Refusal<'NOT_FOUND'>> {
  requireDecider(ctx)
  return inTransaction<Slice, Outcome | Refusal<'NOT_FOUND'>>(ctx, async (ctx) => {
    const application = await lockApplication(ctx.db, id)
    return application ? work(ctx, application) : refuse('NOT_FOUND', 'There is no such application.', ['id'])
  })
}
