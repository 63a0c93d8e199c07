import type { ChurchHere } from '../platform/context.js'
import { encodeCursor, readCursor } from '../platform/page.js'

/** Each church has an order of its own: a cursor of another one leads nowhere here. */
const orderOf = ({ id }: Pick<ChurchHere, 'id'>): string => `notifications of ${id}`

/** A place in a church's notifications, for clients to keep: opaque to them, and of this church alone. */
export const cursorAt = (church: Pick<ChurchHere, 'id'>, sequence: string): string =>
  encodeCursor(orderOf(church), [sequence])

/** The sequence number that a cursor stands for; null when it is none, or another church's. */
export function sequenceAt(church: Pick<ChurchHere, 'id'>, cursor: string): string | null {
  const [sequence, ...more] = readCursor(cursor, orderOf(church)) ?? []
  if (typeof sequence !== 'string' || more.length > 0 || !/^\d{1,18}$/.test(sequence)) return null
  return String(BigInt(sequence))
}
