import type { Relation } from '../../households/index.js'
import { addDays, type LocalDate } from '../../platform/instant.js'
import type { Homes, People } from './demo-church.js'
import type { Chance } from './seeded-chance.js'

/** Somebody who is known to the household only. */
export interface Sketch {
  readonly relation: Relation
  readonly isMale: boolean
  readonly names: People
  readonly lastName: string
  readonly bornIn: number
}

/** Somebody on the roll of a demo church. */
export interface DemoPerson {
  readonly id: string
  readonly firstName: string
  readonly middleNames: string | null
  readonly lastName: string
  readonly gender: 'MALE' | 'FEMALE'
  readonly birthDate: LocalDate
  readonly email: string | null
  readonly phone: string | null
  readonly address: string
  readonly status: 'ACTIVE' | 'INACTIVE'
  readonly joinedOn: LocalDate
}

/** What a person shares with the household, and the names that are taken in the church. */
export interface Settled {
  readonly id: string
  readonly address: string
  readonly phone: string | null
  /** When the household came to the church. */
  readonly joinedOn: LocalDate
  readonly homes: Homes
  /** Added to: nobody is called exactly like somebody before. */
  readonly fullNames: Set<string>
}

/** The year at whose end the demo's people were counted, whenever the demo is made: the same seed, the same people. */
export const lastYear = 2025

/** Completes a sketch. */
export function makePerson(sketch: Sketch, chance: Chance, settled: Settled): DemoPerson {
  const { isMale, names, lastName, bornIn } = sketch
  const given = isMale ? names.male : names.female
  const free = given.filter((name) => !settled.fullNames.has(`${name} ${lastName}`))
  const firstName = chance.oneOf(free)
  settled.fullNames.add(`${firstName} ${lastName}`)

  const birthDate = someDayOf(bornIn, chance)
  const middleName = chance.oneOf(given.filter((name) => name !== firstName))
  return {
    id: settled.id,
    firstName,
    middleNames: chance.happens(35) ? middleName : null,
    lastName,
    gender: isMale ? 'MALE' : 'FEMALE',
    birthDate,
    email: hasEmail(bornIn, chance)
      ? `${mailName(firstName, lastName)}@${chance.oneOf(settled.homes.mailDomains)}`
      : null,
    phone: settled.phone,
    address: settled.address,
    // Heads stay: two of them sign in.
    status: sketch.relation !== 'HEAD' && bornIn < 2006 && chance.happens(8) ? 'INACTIVE' : 'ACTIVE',
    joinedOn: joinedOn(birthDate, settled.joinedOn),
  }
}

/** How old somebody was at the end of `lastYear`. */
export const ageOf = ({ birthDate }: Pick<DemoPerson, 'birthDate'>): number => lastYear - Number(birthDate.slice(0, 4))

function hasEmail(bornIn: number, chance: Chance): boolean {
  const age = lastYear - bornIn
  return age >= 13 && chance.happens(age > 70 ? 35 : 72)
}

/** Whoever is born into a family of the church is entered some weeks later. */
function joinedOn(birthDate: LocalDate, familyJoined: LocalDate): LocalDate {
  const [, latest] = [addDays(birthDate, 42), familyJoined].toSorted()
  return latest && latest < `${lastYear}-12-31` ? latest : `${lastYear}-12-31`
}

/** Any day of a year but the last of leap years. */
export const someDayOf = (year: number, chance: Chance): LocalDate => addDays(`${year}-01-01`, chance.between(0, 364))

const mailName = (firstName: string, lastName: string): string => `${asciiOf(firstName)}.${asciiOf(lastName)}`

function asciiOf(name: string): string {
  const spelt = name.toLowerCase().replaceAll('ß', 'ss').replaceAll('ł', 'l').replaceAll('ø', 'o')
  return spelt.normalize('NFD').replaceAll(/[^a-z]/g, '')
}
