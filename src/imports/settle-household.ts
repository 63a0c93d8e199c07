import { type Relation, relationElsewhere } from '../households/index.js'
import type { KnownHousehold, StagedResident } from './staged-households.queries.js'

/** Somebody who comes to live in a household, as what. */
export interface Joiner {
  readonly resident: StagedResident
  readonly relation: Relation
}

const headFirst: readonly (Relation | null)[] = ['HEAD', 'SPOUSE', 'OTHER', null, 'CHILD']

/**
 * Who of a file's household comes to live there, and as what: the people of the file in their order, those left out who
 * live somewhere already or have died. One is HEAD and one SPOUSE at most: who comes second is OTHER. A household without
 * a HEAD in the file has the spouse as its HEAD, else the first who is no child.
 */
export function settleHousehold(residents: readonly StagedResident[], known: KnownHousehold | null): readonly Joiner[] {
  const joining = residents.filter(({ householdId, status }) => householdId === null && status !== 'DECEASED')
  const [head] = known?.hasHead
    ? []
    : joining.toSorted((a, b) => headFirst.indexOf(a.relation) - headFirst.indexOf(b.relation))
  // Two names of a file may mean one household that is there already.
  const house = known ?? { hasSpouse: false }
  return joining.map((resident) => {
    if (resident === head) return { resident, relation: 'HEAD' }
    const relation = relationElsewhere(resident.relation ?? 'OTHER')
    if (relation !== 'SPOUSE') return { resident, relation }
    if (house.hasSpouse) return { resident, relation: 'OTHER' }
    house.hasSpouse = true
    return { resident, relation }
  })
}

/** Where all who live somewhere already live together; null when that is nowhere, or several places. */
export function sharedHousehold(residents: readonly StagedResident[]): string | null {
  const homes = new Set(residents.map(({ householdId }) => householdId).filter((id) => id !== null))
  const [home] = homes
  return homes.size === 1 && home !== undefined ? home : null
}
