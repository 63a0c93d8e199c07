import type { Needs } from '../context.js'
import type { Json } from '../json.js'

/** Something that happened, as an older domain tells it. Made by calling its `Announcement`. */
export interface Announced {
  readonly kind: symbol
  readonly body: unknown
}

/** One kind of thing that can happen. Called with what happened, it makes the value to announce. */
export interface Announcement<Body> {
  (body: Body): Announced
  readonly kind: symbol
}

/** Declares a kind of announcement; `label` names it to people who debug. */
export function announcement<Body>(label: string): Announcement<Body> {
  const kind = Symbol(label)
  return Object.assign((body: Body): Announced => ({ kind, body }), { kind })
}

/** Tells newer domains what happened; see `Ctx.announce`. */
export type Announce = (announced: Announced) => void

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

/** A message for the live channels of this church. `topic` says which listener understands it. */
export interface Delivery {
  readonly topic: string
  readonly body: Json
}

/** Hands a message to the outbox; see `Ctx.deliver`. */
export type Deliver = (delivery: Delivery) => void
