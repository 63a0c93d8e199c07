import { requireViewer } from '../access/index.js'
import { unaudited } from '../platform/audit/audit-entry.js'
import type { Needs } from '../platform/context.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { categories, isFixed, type Preference } from './preference.js'
import { choose } from './preferences.repository.js'

/**
 * Whether and how often the viewer is told in one way of one kind of thing.
 *
 * Refuses INVALID for a category that there is none of, and for IN_APP in digests; NOT_ALLOWED_NOW for mails that nobody
 * switches off.
 */
export async function setNotificationPreference(
  ctx: Needs<'viewer' | 'refusedToken'>,
  wanted: Omit<Preference, 'frequency'> & { readonly frequency?: Preference['frequency'] | null },
) {
  const { userId } = requireViewer(ctx)
  const preference = { ...wanted, frequency: wanted.frequency ?? 'IMMEDIATE' }
  const { channel, category, frequency } = preference
  if (!categories.some((known) => known === category)) {
    return refuse('INVALID', 'There is no such category.', ['category'])
  }
  if (channel === 'IN_APP' && frequency !== 'IMMEDIATE') {
    return refuse('INVALID', 'In the app everything is told at once.', ['frequency'])
  }
  if (isFixed(preference)) return refuse('NOT_ALLOWED_NOW', 'These mails are always sent, at once.', ['category'])

  return inTransaction(ctx, async (ctx) => {
    ctx.audit(unaudited('only how the viewer is told'))
    await choose(ctx.db, userId, [preference])
    return { ...preference, isFixed: false }
  })
}
