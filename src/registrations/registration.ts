import { randomInt } from 'node:crypto'
import type { Event } from '../events/index.js'
import type { Instant } from '../platform/instant.js'

/** Where a registration stands (domain.md, 9.5). */
export const registrationStatuses = ['REGISTERED', 'WAITLISTED', 'CANCELLED', 'ATTENDED', 'NO_SHOW'] as const

/** One of `registrationStatuses`. */
export type RegistrationStatus = (typeof registrationStatuses)[number]

/** Every way this domain says no, and what it tells readers of the API. */
export const registrationRefusals = {
  EVENT_FULL: 'There are not so many places left, and nobody waits for one; `params.placesLeft` is how many there are.',
  ALREADY_REGISTERED: 'This member has registered for the occurrence already.',
  DEADLINE_PASSED: 'Registration has ended.',
} as const

/** The most people that somebody brings along. */
export const maxGuests = 50

/** A member’s place at one occurrence of an event, or in its queue. */
export interface Registration {
  readonly id: string
  readonly eventId: string
  /** The original start of the occurrence. */
  readonly occurrenceAt: Instant
  readonly memberId: string
  readonly status: RegistrationStatus
  readonly registeredBy: string
  /** How many people come along: each takes a place, too. */
  readonly guests: number
  /** Its place among those who registered for the occurrence: decimal. The lowest that waits is the next. */
  readonly queueNo: string
  /** What the member shows at the door. */
  readonly checkInCode: string
  readonly note: string | null
  readonly cancelledAt: Instant | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

/** A registration, and the occurrence it is for. */
export interface RegistrationTold {
  readonly registration: Registration
  readonly event: Event
}

/** How many places a registration takes. */
export const placesOf = ({ guests }: Pick<Registration, 'guests'>): number => 1 + guests

/** Those who wait and find a place now, in the order of the queue: nobody overtakes a larger party that waits ahead. */
export function nextOf<Waiting extends Pick<Registration, 'guests'>>(
  waiting: readonly Waiting[],
  placesLeft: number | null,
): readonly Waiting[] {
  if (placesLeft === null) return waiting
  let left = placesLeft
  const end = waiting.findIndex((one) => {
    left -= placesOf(one)
    return left < 0
  })
  return end === -1 ? waiting : waiting.slice(0, end)
}

// As Crockford’s base32 has them: without letters that are taken for others, or for digits.
const signs = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'.replaceAll(/[ILOU]/g, '')

/** So many random letters and digits, for codes that people read out. */
export const newCode = (length: number): string =>
  Array.from({ length }, () => signs.charAt(randomInt(signs.length))).join('')
