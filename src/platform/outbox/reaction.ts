import type { Needs } from '../context.js'
import type { Announcement } from './announcement.js'

/** What a newer domain does when an older one announces something: in the same transaction, as its last act. */
export interface Reaction {
  readonly to: symbol
  readonly react: (ctx: Needs<never>, body: unknown) => Promise<void>
}

/** Declares what is done, in the announcing transaction, when `to` is announced. A throw undoes the whole transaction. */
export function when<Body>(to: Announcement<Body>, react: (ctx: Needs<never>, body: Body) => Promise<void>): Reaction {
  // Only `to` itself makes values of its kind, and with a body of this type.
  return { to: to.kind, react: (ctx, body) => react(ctx, body as Body) }
}
