import type { OccurrenceKey } from '../events/index.js'
import type { Instant } from '../platform/instant.js'

/** What is settled about somebody who registered. */
export const attendanceMarks = ['ATTENDED', 'NO_SHOW'] as const

/** One of `attendanceMarks`. */
export type AttendanceMark = (typeof attendanceMarks)[number]

/** One member's coming to one occurrence: who was let in, when, and when they left. */
export interface AttendanceRecord {
  readonly id: string
  readonly eventId: string
  /** The original start of the occurrence. */
  readonly occurrenceAt: Instant
  readonly memberId: string
  readonly checkedInAt: Instant
  readonly checkedOutAt: Instant | null
  /** The account that let them in; null when it is gone. */
  readonly recordedBy: string | null
  /** What a child leaves against; null for adults. */
  readonly pickupCode: string | null
}

/** Who came to which occurrence. */
export type Attendee = OccurrenceKey & { readonly memberId: string }

/** How long before an occurrence starts people are let in, in seconds: conferences open early. */
export const doorsOpenBefore = 12 * 3600

/** A code as people type or read it out, in the signs that codes are made of. */
export const tidyCode = (code: string): string =>
  code.toUpperCase().replaceAll(/[\s-]/gu, '').replaceAll('O', '0').replaceAll(/[IL]/gu, '1')
