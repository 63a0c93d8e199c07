import type { Feature } from '../platform/feature.js'
import type { Permission } from '../platform/permission.js'

/** What an operation is asked about: somebody's records, none of them the viewer's unless it says so. */
export interface Target {
  readonly userId: string
  readonly memberId: string
  readonly notificationId: string
  /** A notification that was dismissed already. */
  readonly dismissedId: string
  readonly unread: number
  /** The place before everything that the church was told. */
  readonly start: string
  /** A session beside the one that asks. */
  readonly sessionId: string
  /** A ministry that it is in; one that the viewer leads when the target is the viewer's own. */
  readonly ministryId: string
  /** One that was withdrawn, for that ministry alone. */
  readonly announcementId: string
  /** An event of that ministry, shown to every member. */
  readonly eventId: string
  /** A booking for it that was cancelled. */
  readonly bookingId: string
  /** A registration for it that was cancelled, of somebody who is nobody's. */
  readonly registrationId: string
}

/** One operation: who may call it, as domain.md says in section 4, and a call that would change nothing. */
export interface MatrixRow {
  /**
   * `self` is for everybody signed in, and reaches the records of one's own; a right with `self` reaches these without
   * the right, too. `anywhere` is for everybody, in a church and before one.
   */
  readonly who: 'platform' | 'superAdmin' | 'anywhere' | 'public' | 'signedIn' | 'self' | Permission
  readonly self?: true
  /** Whether a program may ask that has no right at all; what is `self` is nobody's but a person's. */
  readonly keys?: true
  /** Whether it asks for the password once more: a program has none. */
  readonly asksPassword?: true
  /** Whether it also serves whose token is over, or who must change the password or add a second factor first. */
  readonly serves?: 'tokens that are over' | 'who may do nothing else'
  /** Whether it ends the session that asks. */
  readonly endsSession?: true
  /** What a right in GROUP scope reaches: the records of own groups, or nothing since it is about the whole church. */
  readonly group?: 'own' | 'refused'
  /** The gate of its heading, in section 5. */
  readonly gate?: Feature
  /** Whether it works in a lapsed church although it writes (section 11). */
  readonly worksLapsed?: true
  readonly text: string | ((target: Target) => string)
  /** Whether the answer shows the target; left out where every answer does. */
  readonly shows?: (data: unknown, target: Target) => boolean
}
