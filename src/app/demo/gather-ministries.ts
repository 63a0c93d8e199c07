import type { Ministry, NewMinistryMember } from '../../ministries/index.js'
import { addDays, type Instant, instantAt, type LocalDate } from '../../platform/instant.js'
import type { DemoChurch, MinistryPlan } from './demo-church.js'
import { ageOf, type DemoPerson } from './make-person.js'
import { type Chance, seededChance } from './seeded-chance.js'
import type { Settlement } from './settle-people.js'

/** The ministries of a church and who is in them. */
export interface Gathered {
  readonly ministries: readonly Ministry[]
  readonly memberships: readonly NewMinistryMember[]
}

/** How many ministries nobody exceeds, however willing. */
const most = 3

/**
 * Fills the ministries with people of fitting age and gender, each led by an adult; the member who may be signed in as is
 * in exactly those that name it. The same people gather in the same ministries.
 */
export function gatherMinistries(church: DemoChurch, settlement: Settlement, newId: () => string): Gathered {
  const chance = seededChance(church.seed + 1)
  const busy = new Map<string, number>()

  const gathered = church.ministries.map((plan) => {
    const { name, description, category, meetingSchedule, location } = plan
    const id = newId()
    const memberships = gather(plan, { settlement, chance, busy }).map(({ person, role }) => ({
      ...{ ministryId: id, memberId: person.id, role },
      joinedAt: joinedAt(person, chance, church.founded.timeZone),
    }))
    return { ministry: { id, name, description, category, meetingSchedule, location }, memberships }
  })
  return {
    ministries: gathered.map(({ ministry }) => ministry),
    memberships: gathered.flatMap(({ memberships }) => memberships),
  }
}

interface Company {
  readonly settlement: Settlement
  readonly chance: Chance
  /** In how many ministries each person is already. */
  readonly busy: Map<string, number>
}

interface Gatherer {
  readonly person: DemoPerson
  readonly role: NewMinistryMember['role']
}

function gather(plan: MinistryPlan, { settlement, chance, busy }: Company): readonly Gatherer[] {
  const { people, member } = settlement
  const willing = chance
    .shuffled(people.filter((person) => person.status === 'ACTIVE' && person !== member))
    .filter(({ id }) => (busy.get(id) ?? 0) < most)

  const leaders = willing
    .filter((person) => ageOf(person) >= 25 && ageOf(person) <= 70 && isOf(plan, person))
    .slice(0, 2)
  const rest = willing.filter((person) => fits(plan, person) && !leaders.includes(person))
  const members = [...(plan.hasDemoMember ? [member] : []), ...rest].slice(0, plan.size - leaders.length)

  for (const { id } of [...leaders, ...members]) busy.set(id, (busy.get(id) ?? 0) + 1)
  return [
    ...leaders.map((person, index): Gatherer => ({ person, role: index === 0 ? 'LEADER' : 'ASSISTANT' })),
    ...members.map((person): Gatherer => ({ person, role: 'MEMBER' })),
  ]
}

const isOf = ({ gender }: MinistryPlan, person: DemoPerson): boolean => gender === undefined || person.gender === gender

const fits = (plan: MinistryPlan, person: DemoPerson): boolean =>
  isOf(plan, person) && ageOf(person) >= plan.ages[0] && ageOf(person) <= plan.ages[1]

function joinedAt({ joinedOn }: DemoPerson, chance: Chance, timeZone: string): Instant {
  const earliest: LocalDate = joinedOn > '2019-01-01' ? joinedOn : '2019-01-01'
  const day = addDays(earliest, chance.between(0, 900))
  return instantAt(day < '2025-12-31' ? day : '2025-12-31', '12:00', timeZone)
}
