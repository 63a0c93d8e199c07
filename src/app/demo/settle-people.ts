import type { Household, Relation } from '../../households/index.js'
import type { LocalDate } from '../../platform/instant.js'
import type { DemoChurch, Homes, People } from './demo-church.js'
import { type DemoPerson, lastYear, makePerson, type Sketch, someDayOf } from './make-person.js'
import { type Chance, seededChance } from './seeded-chance.js'

/** A household and who lives in it since when; the HEAD comes first. */
export interface DemoHousehold extends Household {
  readonly people: readonly { readonly person: DemoPerson; readonly relation: Relation; readonly fromOn: LocalDate }[]
}

/** Everybody in a church. */
export interface Settlement {
  readonly households: readonly DemoHousehold[]
  readonly people: readonly DemoPerson[]
  /** Lives with a spouse and three children. */
  readonly member: DemoPerson
  /** Lives with a spouse and two children. */
  readonly admin: DemoPerson
}

interface Shape {
  readonly couple: boolean
  readonly children: number
  /** Grandparents and the like, who are OTHER to the household. */
  readonly elders: number
}

// How many households there are of each shape, besides the first two: 58, with 191 people in them.
const shapes: readonly (Shape & { readonly count: number })[] = [
  { count: 8, couple: true, children: 1, elders: 0 },
  { count: 12, couple: true, children: 2, elders: 0 },
  { count: 8, couple: true, children: 3, elders: 0 },
  { count: 4, couple: true, children: 4, elders: 0 },
  { count: 8, couple: true, children: 0, elders: 0 },
  { count: 4, couple: false, children: 1, elders: 0 },
  { count: 4, couple: false, children: 2, elders: 0 },
  { count: 6, couple: false, children: 0, elders: 0 },
  { count: 3, couple: true, children: 2, elders: 1 },
  { count: 1, couple: true, children: 3, elders: 1 },
]
const memberShape: Shape = { couple: true, children: 3, elders: 0 }
const adminShape: Shape = { couple: true, children: 2, elders: 0 }

/** The people of a church in their households, the same for the same seed but for the ids that `newId` gives. */
export function settlePeople(church: DemoChurch, newId: () => string): Settlement {
  const chance = seededChance(church.seed)
  const others = shapes.flatMap((shape) => Array.from({ length: shape.count }, () => shape))
  const telephones = new Telephones(church.homes)
  const fullNames = new Set<string>()

  const households = [memberShape, adminShape, ...chance.shuffled(others)].map((shape) => {
    const sketches = sketchHousehold(shape, peopleOf(church.peoples, chance), chance)
    const address = addressOf(church.homes, chance)
    const joinedOn = someDayOf(chance.between(Math.max(1994, (sketches[0]?.bornIn ?? 0) + 20), lastYear), chance)
    const people = sketches.map((sketch) => {
      const settled = { id: newId(), address, joinedOn, homes: church.homes, fullNames }
      const person = makePerson(sketch, chance, { ...settled, phone: telephones.perhaps(sketch, chance) })
      return { person, relation: sketch.relation, fromOn: person.joinedOn }
    })
    return { id: newId(), name: nameOf(people), address, phone: people[0]?.person.phone ?? null, people }
  })

  const [member, admin] = households.map(({ people }) => people[0]?.person)
  if (!member || !admin) throw new Error('A demo church needs two households.')
  return { households, people: households.flatMap(({ people }) => people.map(({ person }) => person)), member, admin }
}

function nameOf(people: DemoHousehold['people']): string {
  const [head] = people
  if (!head) throw new Error('A household needs a head.')
  const { firstName, lastName } = head.person
  return people.length === 1 ? `${firstName} ${lastName}` : `${lastName} family`
}

function peopleOf(peoples: readonly People[], chance: Chance): People {
  return chance.oneOf(peoples.flatMap((people) => Array.from({ length: people.share }, () => people)))
}

function addressOf({ streets, areas, city }: Homes, chance: Chance): string {
  return `${chance.between(1, 148)} ${chance.oneOf(streets)}, ${chance.oneOf(areas)}, ${city}`
}

/** Who lives together, in the order head, spouse, children, elders: years apart as families are. */
function sketchHousehold({ couple, children, elders }: Shape, names: People, chance: Chance): readonly Sketch[] {
  const isYoung = children === 0 && chance.happens(60)
  const headAge = children > 0 ? chance.between(31, 57) : isYoung ? chance.between(22, 34) : chance.between(58, 79)
  const headIsMale = chance.happens(couple ? 78 : 40)
  const spouseAge = headAge + (headIsMale ? -chance.between(0, 5) : chance.between(0, 5))
  const lastName = chance.oneOf(names.last)
  const motherAge = couple && headIsMale ? spouseAge : headAge

  const head: Sketch = { relation: 'HEAD', isMale: headIsMale, names, lastName, bornIn: lastYear - headAge }
  const spouseName = chance.happens(82) ? lastName : chance.oneOf(names.last)
  const spouse: Sketch = {
    ...head,
    relation: 'SPOUSE',
    isMale: !headIsMale,
    lastName: spouseName,
    bornIn: lastYear - spouseAge,
  }
  const childAges = agesOfChildren(children, motherAge, chance)

  return [
    head,
    ...(couple ? [spouse] : []),
    ...childAges.map((age): Sketch => ({
      ...head,
      relation: 'CHILD',
      isMale: chance.happens(50),
      bornIn: lastYear - age,
    })),
    ...Array.from({ length: elders }, (): Sketch => {
      const age = Math.min(91, headAge + chance.between(21, 31))
      return { ...head, relation: 'OTHER', isMale: chance.happens(30), bornIn: lastYear - age }
    }),
  ]
}

/** Oldest first; the mother was between 20 and 42 at each birth, and had at least a year between two. */
function agesOfChildren(count: number, motherAge: number, chance: Chance): readonly number[] {
  const ages: number[] = []
  const oldest = Math.min(23, motherAge - 20)
  let youngest = Math.max(0, motherAge - 42)
  for (let left = count - 1; left >= 0; left -= 1) {
    const age = chance.between(youngest, Math.min(oldest - 2 * left, ages.length > 0 ? youngest + 2 : oldest))
    ages.unshift(age)
    youngest = age + 2
  }
  return ages
}

/** Gives out telephone numbers, each once. */
class Telephones {
  readonly #prefix: string
  #given = 0

  constructor({ phonePrefix }: Homes) {
    this.#prefix = phonePrefix
  }

  perhaps({ bornIn }: Sketch, chance: Chance): string | null {
    if (bornIn > 2009 || chance.happens(10)) return null
    this.#given += 1
    return `${this.#prefix}${String(1000 + this.#given * 37)}`
  }
}
