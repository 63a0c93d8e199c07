import { plantHousehold, plantMinistry } from './plant-groups.js'
import { each, membersOf, type Race, type RaceStage, same, taken, various } from './race.js'

const archived = { archived_at: '2026-01-01T00:00:00Z' }

const ministryOf = async ({ church }: RaceStage) => plantMinistry(church, {})

async function archivedMinistries({ church }: RaceStage): Promise<readonly string[]> {
  const ids: string[] = []
  for (const _ of each(() => 0)) {
    const id = await plantMinistry(church, {})
    await church.write((db) =>
      db
        .updateTable('ministry')
        .set({ ...archived, name: 'Choir' })
        .where('id', '=', id)
        .execute(),
    )
    ids.push(id)
  }
  return ids
}

async function householdOf({ church }: RaceStage, others: readonly string[] = []): Promise<string> {
  const head = await church.member()
  return plantHousehold(church, { HEAD: [head], OTHER: others.map((id) => ({ id })) })
}

/** Races of ministries and households. */
export const racesOfGroups: Readonly<Record<string, Race>> = {
  'ministry_name_key createMinistry': same('createMinistry', () => 'name: "Choir", category: OTHER', taken),
  'ministry_name_key updateMinistry': various(
    'updateMinistry',
    async (stage) => async () => `id: "${await ministryOf(stage)}", name: "CHOIR"`,
    taken,
  ),
  'ministry_name_key restoreMinistry': various(
    'restoreMinistry',
    async (stage) => {
      const ids = await archivedMinistries(stage)
      return (racer) => `id: "${ids[racer]}"`
    },
    taken,
  ),
  'ministry_membership_current_key addMinistryMember': same(
    'addMinistryMember',
    async (stage) => `ministryId: "${await ministryOf(stage)}", memberId: "${(await stage.church.member()).id}"`,
    ['NOT_ALLOWED_NOW'],
  ),
  'household_member_current_key createHousehold': same(
    'createHousehold',
    async ({ church }) => `headId: "${(await church.member()).id}"`,
    ['NOT_ALLOWED_NOW'],
  ),
  'household_member_current_key addHouseholdMember': various(
    'addHouseholdMember',
    async (stage) => {
      const { id } = await stage.church.member()
      return async () => `householdId: "${await householdOf(stage)}", memberId: "${id}", relation: OTHER`
    },
    ['NOT_ALLOWED_NOW'],
  ),
  'household_member_current_key moveHouseholdMember': various(
    'moveHouseholdMember',
    async (stage) => {
      const { id } = await stage.church.member()
      await householdOf(stage, [id])
      return async () => `householdId: "${await householdOf(stage)}", memberId: "${id}", relation: OTHER`
    },
    [],
  ),
  'household_member_spouse_key addHouseholdMember': various(
    'addHouseholdMember',
    async (stage) => {
      const [household, ids] = [await householdOf(stage), await membersOf(stage)]
      return (racer) => `householdId: "${household}", memberId: "${ids[racer]}", relation: SPOUSE`
    },
    taken,
  ),
  'household_member_spouse_key setHouseholdRelation': various(
    'setHouseholdRelation',
    async (stage) => {
      const ids = await membersOf(stage)
      await householdOf(stage, ids)
      return (racer) => `memberId: "${ids[racer]}", relation: SPOUSE`
    },
    taken,
  ),
  'household_member_head_key setHouseholdRelation': various(
    'setHouseholdRelation',
    async (stage) => {
      const ids = await membersOf(stage)
      await householdOf(stage, ids)
      return (racer) => `memberId: "${ids[racer]}", relation: HEAD`
    },
    [],
  ),
}
