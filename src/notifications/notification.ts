import type { Instant } from '../platform/instant.js'

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
  readonly createdAt: Instant
}

/** Whom a notification concerns: the whole church without ids, else those that the ids name. */
export interface Audience {
  readonly kind: 'CHURCH' | 'ROLE' | 'MINISTRY' | 'MEMBER' | 'USER'
  readonly ids: readonly string[]
}

/** Everybody in the church. */
export const wholeChurch: Audience = { kind: 'CHURCH', ids: [] }

/** A notification that has no place in the sequence yet, and whom it concerns. */
export interface NewNotification extends Omit<Notification, 'id' | 'sequence' | 'createdAt'> {
  readonly audience: Audience
  /** From when on nobody sees it any more; always unless given. */
  readonly expiresAt?: Instant | null
}

/** `text`, or so much of it as fits, ending in an ellipsis; counted in characters as people see them. */
export function cut(text: string, maximum: number): string {
  const characters = Array.from(text)
  return characters.length <= maximum ? text : `${characters.slice(0, maximum - 1).join('')}…`
}

/** Whose notifications a viewer sees, beside those of the whole church: the account's and its member's. */
export const audienceIdsOf = (viewer: { readonly userId: string; readonly memberId: string | null }): string[] =>
  viewer.memberId ? [viewer.userId, viewer.memberId] : [viewer.userId]
