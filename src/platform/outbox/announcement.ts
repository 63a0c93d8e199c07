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

/** A message for the live channels of this church. `topic` says which listener understands it. */
export interface Delivery {
  readonly topic: string
  readonly body: Json
}

/** Hands a message to the outbox; see `Ctx.deliver`. */
export type Deliver = (delivery: Delivery) => void

/** A message that is safe in the outbox. `church` is the key of its place. */
export interface Stored extends Delivery {
  readonly id: string
  readonly church: string
}
