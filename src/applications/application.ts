import type { Member } from '../members/index.js'
import type { Instant, LocalDate } from '../platform/instant.js'
import { refuseAll, type Refusal, type UserError } from '../platform/refusal.js'
import { countCharacters, isEmail, textFaults, trimmed } from '../platform/text.js'

/** Where an application stands (domain.md, 9.1). */
export const applicationStatuses = ['PENDING', 'APPROVED', 'CONFIRMED', 'REJECTED', 'WITHDRAWN'] as const

/** One of `applicationStatuses`. */
export type ApplicationStatus = (typeof applicationStatuses)[number]

/** What somebody tells of themselves who wants to join, as it is kept. */
export interface ApplicationDraft {
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly phone: string
  readonly address: string
  readonly birthDate: LocalDate
  readonly gender: NonNullable<Member['gender']>
  readonly maritalStatus: NonNullable<Member['maritalStatus']>
  readonly occupation: string | null
  readonly emergencyName: string | null
  readonly emergencyPhone: string | null
  readonly emergencyRelation: string | null
  readonly churchExperience: string
  readonly reason: string
  readonly heardFrom: string
  readonly specialNeeds: string | null
  readonly skills: readonly string[]
  readonly interests: readonly string[]
}

/** Somebody's wish to join the church. */
export interface Application extends ApplicationDraft {
  readonly id: string
  readonly status: ApplicationStatus
  readonly reviewedBy: string | null
  readonly reviewedAt: Instant | null
  readonly confirmedBy: string | null
  readonly confirmedAt: Instant | null
  readonly withdrawnAt: Instant | null
  readonly staffNotes: string | null
  readonly rejectionReason: string | null
  /** Who the applicant is on the roll, once confirmed. */
  readonly memberId: string | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly version: number
}

/** The same as somebody fills it in. */
export type ApplicationForm = Pick<ApplicationDraft, 'birthDate' | 'gender' | 'maritalStatus'> & {
  readonly [Field in RequiredText]: string
} & {
  readonly occupation?: string | null
  readonly specialNeeds?: string | null
  readonly emergency?: {
    readonly name?: string | null
    readonly phone?: string | null
    readonly relation?: string | null
  } | null
  readonly skills?: readonly string[] | null
  readonly interests?: readonly string[] | null
}

type RequiredText =
  | ('firstName' | 'lastName' | 'email' | 'phone' | 'address')
  | ('churchExperience' | 'reason' | 'heardFrom')

const texts = [
  { field: 'firstName', maximum: 255, isRequired: true },
  { field: 'lastName', maximum: 255, isRequired: true },
  { field: 'email', maximum: 254, isRequired: true },
  { field: 'phone', maximum: 255, isRequired: true },
  { field: 'address', maximum: 500, isRequired: true },
  { field: 'occupation', maximum: 255 },
  { field: 'emergencyName', maximum: 255 },
  { field: 'emergencyPhone', maximum: 255 },
  { field: 'emergencyRelation', maximum: 100 },
  { field: 'churchExperience', maximum: 2000, isRequired: true },
  { field: 'reason', maximum: 2000, isRequired: true },
  { field: 'heardFrom', maximum: 500, isRequired: true },
  { field: 'specialNeeds', maximum: 2000 },
] as const

const paths: ReadonlyMap<string, readonly string[]> = new Map([
  ['emergencyName', ['emergency', 'name']],
  ['emergencyPhone', ['emergency', 'phone']],
  ['emergencyRelation', ['emergency', 'relation']],
])

/** The most entries of `skills` and of `interests`, and the most characters of each. */
const maxEntries = 30
const maxEntryLength = 50

type Fault = UserError<'REQUIRED' | 'TOO_LONG' | 'INVALID'>

/** A form as it is kept: texts without blanks around them, the e-mail in lower case, empty entries left out. */
export const tidyApplication = (form: ApplicationForm): ApplicationDraft => ({
  firstName: form.firstName.trim(),
  lastName: form.lastName.trim(),
  email: form.email.trim().toLowerCase(),
  phone: form.phone.trim(),
  address: form.address.trim(),
  birthDate: form.birthDate,
  gender: form.gender,
  maritalStatus: form.maritalStatus,
  occupation: trimmed(form.occupation),
  emergencyName: trimmed(form.emergency?.name),
  emergencyPhone: trimmed(form.emergency?.phone),
  emergencyRelation: trimmed(form.emergency?.relation),
  churchExperience: form.churchExperience.trim(),
  reason: form.reason.trim(),
  heardFrom: form.heardFrom.trim(),
  specialNeeds: trimmed(form.specialNeeds),
  skills: (form.skills ?? []).map((entry) => entry.trim()).filter(Boolean),
  interests: (form.interests ?? []).map((entry) => entry.trim()).filter(Boolean),
})

/** Everything wrong with a tidied form at once, or null; `today` is the last day anybody can have been born. */
export function applicationFaults(
  draft: ApplicationDraft,
  today: LocalDate,
): Refusal<'REQUIRED' | 'TOO_LONG' | 'INVALID'> | null {
  const values = Object.fromEntries(texts.map(({ field }) => [field, draft[field] === '' ? null : draft[field]]))
  const faults: readonly Fault[] = textFaults(values, texts).map((fault) => {
    const [field = ''] = fault.path
    return { ...fault, path: paths.get(field) ?? [field] }
  })
  const isJudged = faults.some(({ path }) => path[0] === 'email')
  return refuseAll<Fault['code']>([
    ...faults,
    ...(isJudged || isEmail(draft.email) ? [] : [invalid('This is not an e-mail address.', ['email'])]),
    ...(draft.birthDate > today ? [invalid('The birth date lies in the future.', ['birthDate'])] : []),
    ...(['skills', 'interests'] as const).flatMap((field) => entryFaults(draft[field], field)),
  ])
}

function entryFaults(entries: readonly string[], field: string): readonly Fault[] {
  if (entries.length > maxEntries) return [invalid(`At most ${maxEntries} can be kept.`, [field])]
  return entries.flatMap((entry, index) =>
    countCharacters(entry) <= maxEntryLength
      ? []
      : [
          {
            ...{ code: 'TOO_LONG', message: `Must not be longer than ${maxEntryLength} characters.` },
            ...{ path: [field, String(index)], params: { maximum: maxEntryLength } },
          } as const,
        ],
  )
}

const invalid = (message: string, path: readonly string[]): Fault => ({ code: 'INVALID', message, path, params: null })

/** Whether it still waits for the church: one of an address may. */
export const isOpen = ({ status }: Pick<Application, 'status'>): boolean =>
  status === 'PENDING' || status === 'APPROVED'
