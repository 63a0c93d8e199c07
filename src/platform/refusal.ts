/** The reasons to say no that every domain shares, and what each tells readers of the API. A domain's own stand in its noun file. */
export const sharedRefusals = {
  REQUIRED: 'The field must not be empty.',
  INVALID: 'The value cannot be used here; the message says why.',
  TOO_SHORT: 'The text is shorter than it must be; `params.minimum` is its least length in characters.',
  TOO_LONG: 'The text is longer than the field holds; `params.maximum` is its limit in characters.',
  NOT_ALLOWED_NOW: 'The thing is not in a state in which this can be done; the message says why.',
  NOT_UNIQUE: 'There is such a thing already, and there may be only one.',
  NOT_FOUND: 'There is no such thing, or none that the viewer may see.',
  STALE_VERSION: 'Somebody else changed the entry meanwhile: read it again, then repeat the change.',
} as const

/** One reason for a no. `path` points into the mutation's input, outermost first; empty means all of it. */
export interface UserError<Code extends string = string> {
  readonly code: Code
  readonly message: string
  readonly path: readonly string[]
  /** The numbers and names inside the message, for clients that write their own. */
  readonly params: Readonly<Record<string, string | number>> | null
}

const refused = Symbol('refused')

/** An expected no, returned instead of the outcome. It rolls back the transaction it is returned from. */
export interface Refusal<Code extends string = string> {
  readonly [refused]: true
  readonly errors: readonly [UserError<Code>, ...UserError<Code>[]]
}

/** A refusal for one reason. */
export function refuse<Code extends string>(code: Code, message: string, path: readonly string[] = []): Refusal<Code> {
  return { [refused]: true, errors: [{ code, message, path, params: null }] }
}

/** A refusal for all `faults` at once, so that a form can show each beside its field; null when there are none. */
export function refuseAll<Code extends string>(faults: readonly UserError<Code>[]): Refusal<Code> | null {
  const [first, ...others] = faults
  return first ? { [refused]: true, errors: [first, ...others] } : null
}

/** Tells a refusal from an outcome. */
export function isRefusal<T>(outcome: T): outcome is Extract<T, Refusal> {
  return typeof outcome === 'object' && outcome !== null && refused in outcome
}
