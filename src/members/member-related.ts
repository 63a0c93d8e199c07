import { refuseAll, type sharedRefusals, type UserError } from '../platform/refusal.js'
import { countCharacters, trimmed } from '../platform/text.js'

/** Who a parent is to the member. */
export const parentRelations = ['FATHER', 'MOTHER', 'GUARDIAN'] as const

/** A kind of school. */
export const educationLevels = ['JHS', 'SHS', 'TERTIARY', 'VOCATIONAL', 'OTHER'] as const

/** How somebody was baptised, in churches of the Spirit. */
export const baptismTypes = ['WATER', 'SPIRIT', 'BOTH'] as const

/** When somebody was baptised, in the Reformed churches. */
export const baptismModes = ['INFANT', 'BELIEVER'] as const

/** A parent or guardian of a member; a member too, when `parentMemberId` says which. */
export interface MemberParent {
  readonly relation: (typeof parentRelations)[number]
  readonly name: string
  readonly sameDenomination?: boolean | null
  readonly parish?: string | null
  readonly parentMemberId?: string | null
}

/** A school that a member went to. */
export interface MemberEducation {
  readonly level: (typeof educationLevels)[number]
  readonly institution: string
  readonly completedYear?: number | null
}

/** What one denomination asks of its members and another does not. */
export interface FaithProfile {
  readonly bccName?: string | null
  readonly homeCell?: string | null
  readonly spiritualGifts?: readonly string[] | null
  readonly baptismType?: (typeof baptismTypes)[number] | null
  readonly speaksInTongues?: boolean | null
  readonly presbytery?: string | null
  readonly congregation?: string | null
  readonly baptismMode?: (typeof baptismModes)[number] | null
}

/** What hangs on a member in lists of its own. A list that is sent takes the place of the one there was. */
export interface Related {
  readonly parents?: readonly MemberParent[] | null
  readonly education?: readonly MemberEducation[] | null
  readonly faith?: FaithProfile | null
}

const ofTheSpirit = ['homeCell', 'spiritualGifts', 'baptismType', 'speaksInTongues'] as const
const reformed = ['presbytery', 'congregation', 'baptismMode'] as const

const faithFields: Readonly<Record<string, readonly (keyof FaithProfile)[]>> = {
  CATHOLIC: ['bccName'],
  ...{ PENTECOSTAL: ofTheSpirit, NON_DENOMINATIONAL: ofTheSpirit },
  ...{ PRESBYTERIAN: reformed, METHODIST: reformed, REFORMED: reformed },
}

const [maxParents, maxSchools, maxGifts] = [10, 20, 30]

type Fault = UserError<keyof typeof sharedRefusals & ('REQUIRED' | 'TOO_LONG' | 'INVALID')>

/** The same lists as they are kept: texts without blanks around them, empty ones null. */
export const tidyRelated = ({ parents, education, faith }: Related): Related => ({
  ...(parents !== undefined && {
    parents: (parents ?? []).map((one) => ({ ...one, name: one.name.trim(), parish: trimmed(one.parish) })),
  }),
  ...(education !== undefined && {
    education: (education ?? []).map((one) => ({ ...one, institution: one.institution.trim() })),
  }),
  ...(faith !== undefined && { faith: faith && tidyFaith(faith) }),
})

const tidyFaith = (faith: FaithProfile): FaithProfile => ({
  ...faith,
  ...Object.fromEntries(
    (['bccName', 'homeCell', 'presbytery', 'congregation'] as const)
      .filter((field) => faith[field] !== undefined)
      .map((field) => [field, trimmed(faith[field])]),
  ),
  ...(faith.spiritualGifts && { spiritualGifts: faith.spiritualGifts.map((gift) => gift.trim()).filter(Boolean) }),
})

/** Everything wrong with tidied lists in a church of this denomination, or null. */
export function relatedFaults({ parents, education, faith }: Related, denomination: string) {
  return refuseAll([
    ...parentFaults(parents ?? []),
    ...schoolFaults(education ?? []),
    ...faithFaults(faith ?? {}, denomination),
  ])
}

function parentFaults(parents: readonly MemberParent[]): readonly Fault[] {
  if (parents.length > maxParents) return [invalid(`At most ${maxParents} parents can be kept.`, ['parents'])]
  return parents.flatMap((parent, index) => {
    const path = (field: string) => ['parents', String(index), field]
    const before = parents.slice(0, index).some(({ relation }) => relation === parent.relation)
    return [
      ...textFault(parent.name, path('name'), true),
      ...textFault(parent.parish, path('parish')),
      ...(before && parent.relation !== 'GUARDIAN'
        ? [invalid('There is one of these already.', path('relation'))]
        : []),
    ]
  })
}

function schoolFaults(schools: readonly MemberEducation[]): readonly Fault[] {
  if (schools.length > maxSchools) return [invalid(`At most ${maxSchools} schools can be kept.`, ['education'])]
  return schools.flatMap(({ institution, completedYear }, index) => {
    const path = (field: string) => ['education', String(index), field]
    const isWrong = typeof completedYear === 'number' && (completedYear < 1900 || completedYear > 2200)
    return [
      ...textFault(institution, path('institution'), true),
      ...(isWrong ? [invalid('The year must be from 1900 to 2200.', path('completedYear'))] : []),
    ]
  })
}

function faithFaults(faith: FaithProfile, denomination: string): readonly Fault[] {
  const known = faithFields[denomination.toUpperCase()] ?? []
  const named = (Object.keys(faith) as (keyof FaithProfile)[]).filter((field) => (faith[field] ?? null) !== null)
  const gifts = faith.spiritualGifts ?? []
  return [
    ...named
      .filter((field) => !known.includes(field))
      .map((field) => invalid('A church of this denomination does not keep that.', ['faith', field])),
    ...(['bccName', 'homeCell', 'presbytery', 'congregation'] as const).flatMap((field) =>
      textFault(faith[field], ['faith', field]),
    ),
    ...(gifts.length > maxGifts || gifts.some((gift) => countCharacters(gift) > 50)
      ? [invalid(`At most ${maxGifts} gifts of 50 characters can be kept.`, ['faith', 'spiritualGifts'])]
      : []),
  ]
}

function textFault(text: string | null | undefined, path: readonly string[], isRequired = false): readonly Fault[] {
  if (!text) return isRequired ? [{ code: 'REQUIRED', message: 'Must not be empty.', path, params: null }] : []
  if (countCharacters(text) <= 255) return []
  return [{ code: 'TOO_LONG', message: 'Must not be longer than 255 characters.', path, params: { maximum: 255 } }]
}

const invalid = (message: string, path: readonly string[]): Fault => ({ code: 'INVALID', message, path, params: null })
