import { createHash, randomBytes } from 'node:crypto'
import type { Clock } from './clock.js'
import { toEpochMilliseconds } from './instant.js'

/** A UUID version 7 (RFC 9562, 5.7): it starts with the clock's milliseconds, so that new rows sit together in an index. */
export function newId(clock: Clock): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(toEpochMilliseconds(clock.now()), 0, 6)
  return spelt(bytes, 7)
}

/**
 * The one id that belongs to these names, the same wherever and whenever it is asked for: a UUID version 8 (RFC 9562,
 * 5.8) from their SHA-256. For what must be found again after a run that was cut off.
 */
export const idOfNames = (...names: readonly [string, ...string[]]): string =>
  spelt(createHash('sha256').update(JSON.stringify(names)).digest().subarray(0, 16), 8)

function spelt(bytes: Buffer, version: number): string {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | (version << 4), 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Whether `text` has the form of a UUID, of any version, in either case. */
export const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** The id of no church, in the tokens of super-admins and in what they do (RFC 9562, 5.9: the nil UUID). No church has it. */
export const noChurchId = '00000000-0000-0000-0000-000000000000'
