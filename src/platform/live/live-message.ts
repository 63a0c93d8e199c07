/** What travels from a commit to the sockets that may hear of it. */
export interface LiveMessage {
  readonly v: 1
  /** Its place among its church's messages: decimal, from 1, without holes, in commit order; may pass 2^53. */
  readonly seq: string
  /** Who may hear it, as opaque words: `['CHURCH']`, or `['ROLE:<id>', 'MEMBER:<id>']`. Never empty. */
  readonly audiences: readonly string[]
  /** The user who does not hear it although an audience includes them (the actor); null for none. */
  readonly exceptUser: string | null
  /** Any JSON value; only domains look inside. */
  readonly body: unknown
}

/** A bigint's range: longer digits are no sequence number of ours. */
const SEQ = /^[1-9]\d{0,18}$/

const isWord = (value: unknown): value is string => typeof value === 'string' && value !== ''

/**
 * Reads a message that came from outside; null when it is damaged, foreign, or of another version. Never throws.
 * Unknown properties are left out: another meaning is another `v`.
 */
export function parseLiveMessage(value: unknown): LiveMessage | null {
  if (typeof value !== 'object' || value === null || !('body' in value)) return null
  const { v, seq, audiences, exceptUser, body } = value as Readonly<Record<keyof LiveMessage, unknown>>
  if (v !== 1 || typeof seq !== 'string' || !SEQ.test(seq)) return null
  if (!Array.isArray(audiences) || audiences.length === 0 || !audiences.every(isWord)) return null
  if (exceptUser !== null && !isWord(exceptUser)) return null
  return Object.freeze({ v, seq, audiences: Object.freeze([...audiences]), exceptUser, body })
}

/** Orders two sequence numbers: negative when `a` is the older, 0 when they are equal. Decimal without leading zeros. */
export function compareSeq(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** How many sequence numbers lie behind `from` up to and including `to`; negative when `to` is the older. */
export function seqDistance(from: string, to: string): bigint {
  return BigInt(to) - BigInt(from)
}

/** The sequence number before this one. */
export function previousSeq(seq: string): string {
  return String(BigInt(seq) - 1n)
}

/** The same message frozen to its depth, so that one listener cannot change what the next one sees. */
export function freezeMessage(message: LiveMessage): LiveMessage {
  freeze(message)
  return message
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return
  Object.freeze(value)
  for (const inner of Object.values(value)) freeze(inner)
}
