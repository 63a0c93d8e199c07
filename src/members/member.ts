import type { Instant, LocalDate } from '../platform/instant.js'
import { refuseAll, type Refusal, type sharedRefusals, type UserError } from '../platform/refusal.js'
import { isEmail, textFaults, trimmed } from '../platform/text.js'
import { type MemberRecord, recordFields } from './member-record.js'

/** The genders a member may be recorded with. */
export const genders = ['MALE', 'FEMALE', 'OTHER'] as const

/** Where a member stands with the church. */
export const memberStatuses = ['ACTIVE', 'INACTIVE', 'SUSPENDED', 'TRANSFERRED', 'DECEASED', 'ERASED'] as const

/** A person on the church's roll. */
export interface Member extends MemberRecord {
  readonly id: string
  readonly memberNumber: string
  readonly userId: string | null
  readonly title: string | null
  readonly firstName: string
  readonly middleNames: string | null
  readonly lastName: string
  readonly preferredName: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly address: string | null
  readonly gender: (typeof genders)[number] | null
  readonly birthDate: LocalDate | null
  readonly status: (typeof memberStatuses)[number]
  readonly joinedOn: LocalDate | null
  /** The document that is the photo. */
  readonly photoDocumentId: string | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly version: number
}

/** What of a member every list shows: a page of whole records would be three times as large. */
export type MemberCard = Pick<
  Member,
  | 'id'
  | 'memberNumber'
  | 'title'
  | 'firstName'
  | 'middleNames'
  | 'lastName'
  | 'preferredName'
  | 'email'
  | 'phone'
  | 'status'
  | 'joinedOn'
  | 'photoDocumentId'
  | 'createdAt'
  | 'updatedAt'
  | 'version'
>

/** What people fill in about a member. Left out: stays as it is; null: is emptied. */
export interface MemberProfile extends Readonly<{ [Field in keyof MemberRecord]?: MemberRecord[Field] | null }> {
  readonly title?: string | null
  readonly firstName?: string | null
  readonly middleNames?: string | null
  readonly lastName?: string | null
  readonly preferredName?: string | null
  readonly email?: string | null
  readonly phone?: string | null
  readonly address?: string | null
  readonly gender?: Member['gender']
  readonly birthDate?: LocalDate | null
  readonly joinedOn?: LocalDate | null
  /** The number of the identity paper; sealed before it is stored. */
  readonly idNumber?: string | null
}

const texts = [
  { field: 'title', maximum: 255 },
  { field: 'firstName', maximum: 255, isRequired: true },
  { field: 'middleNames', maximum: 255 },
  { field: 'lastName', maximum: 255, isRequired: true },
  { field: 'preferredName', maximum: 255 },
  { field: 'email', maximum: 254 },
  { field: 'phone', maximum: 255 },
  { field: 'address', maximum: 500 },
  { field: 'idNumber', maximum: 100 },
  ...recordFields.filter((field): field is TextField => 'maximum' in field),
] as const

type TextField = Extract<(typeof recordFields)[number], { readonly maximum: number }>

/** Where fields stand in the inputs of the API that are not where their name says. */
const paths: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...recordFields.map(({ field, path }) => [field, path] as const),
  ['idNumber', ['sensitive', 'idNumber']],
])

const pathOf = (field: string): readonly string[] => paths.get(field) ?? [field]

/** The same profile as it is kept: texts without blanks around them, empty ones null, e-mail in lower case. */
export function tidyProfile(profile: MemberProfile): MemberProfile {
  const tidied = texts
    .filter(({ field }) => profile[field] !== undefined)
    .map(({ field }) => [field, trimmed(profile[field])] as const)
  const kept: Partial<Record<(typeof texts)[number]['field'], string | null>> = Object.fromEntries(tidied)
  return {
    ...{ ...profile, ...kept },
    ...(kept.email && { email: kept.email.toLowerCase() }),
    ...(kept.country && { country: kept.country.toUpperCase() }),
  }
}

/**
 * Everything wrong with a tidied profile, or null. Only the fields it names are judged, so an update may name one;
 * `today`, in the church's time zone, is the last day anybody can have been born.
 */
export function profileFaults(
  profile: MemberProfile,
  today: LocalDate,
): Refusal<keyof typeof sharedRefusals & ('REQUIRED' | 'TOO_LONG' | 'INVALID')> | null {
  const named = texts.filter(({ field }) => profile[field] !== undefined)
  const values = Object.fromEntries(named.map(({ field }) => [field, profile[field] ?? null]))
  const faults = textFaults(values, named).map((fault) => ({ ...fault, path: pathOf(fault.path[0] ?? '') }))
  const emptied = (['birthYearKnown', 'directory'] as const).filter((field) => profile[field] === null)
  const required = emptied.map((field): UserError<'REQUIRED'> => ({
    ...{ code: 'REQUIRED', message: 'Must not be empty.', path: pathOf(field), params: null },
  }))
  const invalid: UserError<'INVALID'>[] = []
  if (profile.country && /^.{1,2}$/u.test(profile.country) && !/^[A-Z]{2}$/.test(profile.country)) {
    const message = 'A country is two letters, such as GH.'
    invalid.push({ code: 'INVALID', message, path: pathOf('country'), params: null })
  }
  // One that is too long is told of already.
  if (profile.email && !isEmail(profile.email) && !faults.some(({ path }) => path[0] === 'email')) {
    invalid.push({ code: 'INVALID', message: 'This is not an e-mail address.', path: ['email'], params: null })
  }
  if (profile.birthDate && profile.birthDate > today) {
    invalid.push({ code: 'INVALID', message: 'The birth date lies in the future.', path: ['birthDate'], params: null })
  }
  return refuseAll([...faults, ...required, ...invalid])
}

/** The number a member is issued: `GR-0001`; longer after 9999. */
export const memberNumber = (prefix: string, value: string): string => `${prefix}-${value.padStart(4, '0')}`

/** The year that stands for one that is not known: a leap year, so that February 29 is a birthday. */
const unknownYear = '1904'

/**
 * A birth date and whether its year is known, as they are kept when `change` is made to `member` (null for a new one): the
 * year of a birthday without one becomes 1904. Null when a year is said to be known that nobody has told.
 */
export function settledBirth(member: Pick<Member, 'birthDate' | 'birthYearKnown'> | null, change: MemberProfile) {
  const birthDate = change.birthDate === undefined ? (member?.birthDate ?? null) : change.birthDate
  const saysNothing = change.birthDate === undefined && typeof change.birthYearKnown !== 'boolean'
  const birthYearKnown = saysNothing ? (member?.birthYearKnown ?? true) : (change.birthYearKnown ?? true)
  const wasUnknown = member !== null && !member.birthYearKnown && member.birthDate !== null
  if (birthYearKnown && wasUnknown && change.birthDate === undefined) return null
  if (birthYearKnown || birthDate === null) return { birthDate, birthYearKnown }
  return { birthDate: unknownYear + birthDate.slice(4), birthYearKnown }
}
