import type { Announcement } from '../../announcements/index.js'
import type { NewChurch } from '../../churches/index.js'
import type { EventDraft } from '../../events/index.js'
import type { Ministry } from '../../ministries/index.js'

/** A demo church as it is written down: who it is, and the stock that its people and its year are made from. */
export interface DemoChurch {
  readonly founded: NewChurch
  /** The same seed always deals the same people. */
  readonly seed: number
  readonly peoples: readonly People[]
  readonly homes: Homes
  readonly ministries: readonly MinistryPlan[]
  readonly rhythm: readonly RegularEvent[]
  readonly feasts: readonly Feast[]
  readonly announcements: readonly PlannedAnnouncement[]
}

/** First and last names that go together. */
export interface People {
  /** How many of a hundred households have such names. */
  readonly share: number
  readonly female: readonly string[]
  readonly male: readonly string[]
  readonly last: readonly string[]
}

/** Where people live and how they are reached. */
export interface Homes {
  readonly streets: readonly string[]
  readonly areas: readonly string[]
  readonly city: string
  /** The beginning of telephone numbers, in front of four digits; chosen so that nobody's telephone rings. */
  readonly phonePrefix: string
  /** Reserved for examples (RFC 2606): no mail arrives anywhere. */
  readonly mailDomains: readonly string[]
}

/** A ministry, and who comes into question for it. */
export interface MinistryPlan extends Omit<Ministry, 'id'> {
  readonly size: number
  /** Youngest and oldest age of its members; leaders are adults. */
  readonly ages: readonly [number, number]
  readonly gender?: 'MALE' | 'FEMALE'
  /** Whether the member who may be signed in as belongs to it. */
  readonly hasDemoMember?: boolean
}

/** What every planned event says about itself. */
export interface PlannedEvent extends Pick<EventDraft, 'title' | 'type' | 'location'> {
  readonly description?: string
  /** The time in the church's zone: `09:30`. */
  readonly time: string
  /** How long it lasts; a night may pass in it. */
  readonly minutes: number
}

/** An event that comes back every week, or on some weeks of a month. */
export interface RegularEvent extends PlannedEvent {
  /** 0 for Sunday to 6 for Saturday. */
  readonly weekday: number
  /** Which ones in a month: `[1, 3]` for the first and the third; all when absent. */
  readonly inMonth?: readonly number[]
}

/** An event of one day in the year, or of several in a row. */
export interface Feast extends PlannedEvent {
  /** A fixed day (`12-25`), days counted from Easter Sunday, or the nth such weekday of a month. */
  readonly on:
    | { readonly day: string }
    | { readonly fromEaster: number }
    | { readonly month: number; readonly nth: number; readonly weekday: number }
  /** How many days it goes on at the same time; 1 when absent. */
  readonly days?: number
}

/** An announcement, timed by the day on which the demo is made. */
export interface PlannedAnnouncement
  extends Pick<Announcement, 'title' | 'body'>, Partial<Pick<Announcement, 'type' | 'priority' | 'isPinned'>> {
  /** At least 1, so that it is out whatever the hour. */
  readonly daysAgo: number
  /** Days after publication; without end when absent. */
  readonly expiresAfter?: number
}
