import type { Instant } from '../platform/instant.js'
import type { Json } from '../platform/json.js'

/** What happened, as it is told. */
export interface Notification {
  readonly id: string
  /** Its place among the church's notifications: decimal, may pass 2^53. */
  readonly sequence: string
  readonly type: string
  readonly category: string
  readonly priority: 'LOW' | 'NORMAL' | 'HIGH' | 'URGENT'
  readonly actionKind: 'INFO' | 'ACTION_REQUIRED' | 'REMINDER' | 'ALERT'
  readonly title: string
  readonly message: string
  readonly entity: string | null
  readonly entityId: string | null
  /** Where it leads, as a link below the church's pages: `/events/…`; null for nowhere. */
  readonly path: string | null
  /** What its text was made from, an object, for clients that say it in another language. */
  readonly params: Json
  /** When it ends by itself; null for never. */
  readonly expiresAt: Instant | null
  readonly createdAt: Instant
}

/** Whom a notification concerns: the whole church without ids, else those that the ids name. */
export interface Audience {
  readonly kind: 'CHURCH' | 'ROLE' | 'MINISTRY' | 'MEMBER' | 'USER'
  readonly ids: readonly string[]
}

/** What stands for the whole church where audiences have ids. */
export const churchAudienceId = '00000000-0000-0000-0000-000000000000'

/** Everybody in the church. */
export const wholeChurch: Audience = { kind: 'CHURCH', ids: [] }

/** A notification that has no place in the sequence yet, and whom it concerns. */
export interface NewNotification
  extends
    Omit<Notification, 'id' | 'sequence' | 'createdAt' | 'path' | 'params' | 'expiresAt'>,
    Partial<Pick<Notification, 'path' | 'params' | 'expiresAt'>> {
  readonly audience: Audience
  /** The user who is not told, for having done it. */
  readonly exceptUser?: string | null
  /** What is told once under this key is never told again, whoever tries: 200 characters at most. */
  readonly dedupKey?: string | null
}

/** `text`, or so much of it as fits, ending in an ellipsis; counted in characters as people see them. */
export function cut(text: string, maximum: number): string {
  const characters = Array.from(text)
  return characters.length <= maximum ? text : `${characters.slice(0, maximum - 1).join('')}…`
}
