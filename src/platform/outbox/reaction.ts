import type { Needs } from '../context.js'
import { isRefusal, type Refusal } from '../refusal.js'
import type { Announcement } from './announcement.js'

/**
 * What a newer domain does when an older one announces something: in the same transaction, as its last act. A refusal is
 * answered in place of what the older one did, and undoes it.
 */
export interface Reaction {
  readonly to: symbol
  readonly react: (ctx: Needs<never>, body: unknown) => Promise<Refusal | null>
}

/**
 * Declares what is done, in the announcing transaction, when `to` is announced. A throw, and a refusal that it resolves
 * to, undo the whole transaction.
 */
export function when<Body>(
  to: Announcement<Body>,
  react: (ctx: Needs<never>, body: Body) => Promise<unknown>,
): Reaction {
  // Only `to` itself makes values of its kind, and with a body of this type.
  return {
    to: to.kind,
    async react(ctx, body) {
      const outcome = await react(ctx, body as Body)
      return isRefusal(outcome) ? outcome : null
    },
  }
}
