import { createHousehold } from '../households/create-household.js'
import { type ChurchWorld, done, type Person } from './church-world.js'
import { plantHousehold, plantMinistry } from './plant-groups.js'

/** A mutation about a household or a ministry that succeeds, and the audit entry it leaves. */
interface GroupDeed {
  readonly text: (stage: { readonly church: ChurchWorld; readonly admin: Person }) => Promise<string>
  readonly leaves: { readonly church: string }
}

const deed = (operation: string, action: string, input: (church: ChurchWorld) => Promise<string>): GroupDeed => ({
  text: async ({ church }) => `mutation { ${operation}(input: { ${await input(church)} }) { errors { code } } }`,
  leaves: { church: action },
})

/** Makes the administrator, who sends the mutation, somebody on the roll. */
async function onRoll(church: ChurchWorld, admin: Person): Promise<string> {
  const { id } = await church.member()
  const own = { user_id: admin.userId }
  await church.write((db) => db.updateTable('member').set(own).where('id', '=', id).execute())
  return id
}

const self = (operation: string, action: string, input: GroupDeed['text']): GroupDeed => ({
  text: async (stage) => `mutation { ${operation}(input: { ${await input(stage)} }) { errors { code } } }`,
  leaves: { church: action },
})

async function stay(church: ChurchWorld, status: 'PENDING' | 'ACTIVE'): Promise<string> {
  const { id } = await church.member()
  return `ministryId: "${await plantMinistry(church, { MEMBER: [id] }, { status })}", memberId: "${id}"`
}

async function couple(church: ChurchWorld) {
  const [head, other] = [await church.member(), await church.member()]
  return { id: await plantHousehold(church, { HEAD: [head], OTHER: [other] }), other: other.id, head: head.id }
}

/** Every mutation about households. */
const deedsOfHouseholds: Readonly<Record<string, GroupDeed>> = {
  createHousehold: deed(
    'createHousehold',
    'household.create',
    async (church) => `headId: "${(await church.member()).id}"`,
  ),
  updateHousehold: deed(
    'updateHousehold',
    'household.update',
    async (church) => `id: "${(await couple(church)).id}", phone: "1"`,
  ),
  archiveHousehold: deed(
    'archiveHousehold',
    'household.archive',
    async (church) => `id: "${(await couple(church)).id}"`,
  ),
  addHouseholdMember: deed('addHouseholdMember', 'household.addMember', async (church) => {
    const { id } = await church.member()
    return `householdId: "${(await couple(church)).id}", memberId: "${id}", relation: OTHER`
  }),
  moveHouseholdMember: deed('moveHouseholdMember', 'household.addMember', async (church) => {
    const { other } = await couple(church)
    return `householdId: "${(await couple(church)).id}", memberId: "${other}", relation: OTHER`
  }),
  setHouseholdRelation: deed(
    'setHouseholdRelation',
    'household.setRelation',
    async (church) => `memberId: "${(await couple(church)).other}", relation: SPOUSE`,
  ),
  removeHouseholdMember: deed(
    'removeHouseholdMember',
    'household.removeMember',
    async (church) => `memberId: "${(await couple(church)).other}"`,
  ),
  splitHousehold: deed('splitHousehold', 'household.split', async (church) => {
    const { id, other } = await couple(church)
    return `householdId: "${id}", name: "x", headId: "${other}", memberIds: []`
  }),
  setCombineGiving: deed(
    'setCombineGiving',
    'household.setCombineGiving',
    async (church) => `memberId: "${(await couple(church)).head}", combineGiving: true`,
  ),
  updateHouseholdChild: self('updateHouseholdChild', 'household.updateChild', async ({ church, admin }) => {
    const headId = await onRoll(church, admin)
    const { id } = await church.as(admin, async (ctx) => done(await createHousehold(ctx, { headId })))
    const child = await church.member({ birthDate: '2020-01-01' })
    const living = { household_id: id, member_id: child.id, relation: 'CHILD' as const, id: crypto.randomUUID() }
    await church.write((db) => db.insertInto('household_member').values(living).execute())
    return `memberId: "${child.id}", phone: "1"`
  }),
}

/** Every mutation about households and ministries. */
export const deedsOfGroups: Readonly<Record<string, GroupDeed>> = {
  ...deedsOfHouseholds,
  createMinistry: deed('createMinistry', 'ministry.create', async () => 'name: "Ushers", category: OTHER'),
  updateMinistry: deed(
    'updateMinistry',
    'ministry.update',
    async (church) => `id: "${await plantMinistry(church, {})}", name: "x"`,
  ),
  archiveMinistry: deed(
    'archiveMinistry',
    'ministry.archive',
    async (church) => `id: "${await plantMinistry(church, {})}"`,
  ),
  restoreMinistry: deed('restoreMinistry', 'ministry.restore', async (church) => {
    const id = await plantMinistry(church, {})
    const archived_at = '2026-01-01T00:00:00Z'
    await church.write((db) => db.updateTable('ministry').set({ archived_at }).where('id', '=', id).execute())
    return `id: "${id}"`
  }),
  joinMinistry: self('joinMinistry', 'ministry.join', async ({ church, admin }) => {
    await onRoll(church, admin)
    return `ministryId: "${await plantMinistry(church, {})}"`
  }),
  leaveMinistry: self('leaveMinistry', 'ministry.leave', async ({ church, admin }) => {
    return `ministryId: "${await plantMinistry(church, { MEMBER: [await onRoll(church, admin)] })}"`
  }),
  addMinistryMember: deed(
    'addMinistryMember',
    'ministry.addMember',
    async (church) => `ministryId: "${await plantMinistry(church, {})}", memberId: "${(await church.member()).id}"`,
  ),
  approveJoin: deed('approveJoin', 'ministry.approveJoin', (church) => stay(church, 'PENDING')),
  declineJoin: deed('declineJoin', 'ministry.declineJoin', (church) => stay(church, 'PENDING')),
  setMinistryRole: deed(
    'setMinistryRole',
    'ministry.setRole',
    async (church) => `${await stay(church, 'ACTIVE')}, role: LEADER`,
  ),
  removeMinistryMember: deed('removeMinistryMember', 'ministry.removeMember', (church) => stay(church, 'ACTIVE')),
}
