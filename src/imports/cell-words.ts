import type { Relation } from '../households/index.js'
import type { Member, MemberProfile } from '../members/index.js'

const folded = (word: string): string => word.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

const vocabulary = <Value extends string>(words: Readonly<Record<Value, string>>): ReadonlyMap<string, Value> =>
  new Map(
    (Object.entries(words) as [Value, string][]).flatMap(([value, spelt]) =>
      [folded(value), ...spelt.split(' ').filter(Boolean)].map((word): [string, Value] => [word, value]),
    ),
  )

const genders = vocabulary<NonNullable<Member['gender']>>({
  MALE: 'm man boy',
  FEMALE: 'f w woman girl',
  OTHER: 'o diverse nonbinary',
})

const maritalStatuses = vocabulary<NonNullable<MemberProfile['maritalStatus']>>({
  SINGLE: 'unmarried nevermarried s',
  MARRIED: 'm',
  WIDOWED: 'widow widower w',
  DIVORCED: 'd',
  SEPARATED: '',
})

const occupations = vocabulary<NonNullable<MemberProfile['occupationalStatus']>>({
  EMPLOYED: 'working worker',
  SELF_EMPLOYED: 'selfemployed trader',
  UNEMPLOYED: '',
  STUDENT: 'pupil',
  RETIRED: 'pensioner',
  HOMEMAKER: 'housewife househusband',
  OTHER: '',
})

// The roll has no state for who only comes: they are kept, and not counted among the active.
const statuses = vocabulary<Exclude<Member['status'], 'ERASED'>>({
  ACTIVE: 'member fullmember activemember regularmember',
  INACTIVE: 'guest visitor attendee regularattendee regularattender attender nonattender participant inactivemember',
  SUSPENDED: '',
  TRANSFERRED: 'moved movedaway',
  DECEASED: 'dead died',
})

const relations = vocabulary<Relation>({
  HEAD: '1 headofhousehold headofhouse primarycontact primary husband father adult',
  SPOUSE: '2 wife partner mother',
  CHILD: '3 son daughter dependent',
  OTHER: '4 5 otherrelative relative unassigned',
})

const countryNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
const countries: ReadonlyMap<string, string> = new Map(
  letters.flatMap((first) =>
    letters.flatMap((second): [string, string][] => {
      const code = first + second
      const name = countryNames.of(code)
      return name === undefined
        ? []
        : [
            [folded(name), code],
            [folded(code), code],
          ]
    }),
  ),
)
const otherCountries: ReadonlyMap<string, string> = new Map([
  ...[['usa', 'US'] as const, ['unitedstatesofamerica', 'US'] as const, ['america', 'US'] as const],
  ...[['uk', 'GB'] as const, ['england', 'GB'] as const, ['greatbritain', 'GB'] as const],
  ...[['ivorycoast', 'CI'] as const],
])

/** Fields whose values are a closed list, and the words for each that files use. Null for a word that nobody knows. */
export const wordReaders = {
  gender: (word: string) => genders.get(folded(word)) ?? null,
  maritalStatus: (word: string) => maritalStatuses.get(folded(word)) ?? null,
  occupationalStatus: (word: string) => occupations.get(folded(word)) ?? null,
  status: (word: string) => statuses.get(folded(word)) ?? null,
  householdRelation: (word: string) => relations.get(folded(word)) ?? null,
  country: (word: string) => countries.get(folded(word)) ?? otherCountries.get(folded(word)) ?? null,
} as const

/** A telephone number as it is kept: single blanks, and `+` for the `00` in front of a country's. */
export const tidyPhone = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^00(?=[1-9])/, '+')
