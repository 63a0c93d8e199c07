import { applicationForm, plantApplication } from './plant-application.js'
import { newHost } from './proved-domain.js'
import { act, each, membersOf, type Race, type RaceStage, same, taken, various } from './race.js'

async function rolesOf({ church }: RaceStage): Promise<readonly string[]> {
  const roles = each((racer) => ({ id: crypto.randomUUID(), name: `Role ${racer}` }))
  await church.write((db) => db.insertInto('role').values(roles).execute())
  return roles.map(({ id }) => id)
}

const words = Object.entries({ ...applicationForm(), gender: null, maritalStatus: null })
  .filter(([, value]) => value !== null)
  .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
  .concat('gender: FEMALE', 'maritalStatus: SINGLE')
  .join(' ')

/** Races of members, accounts, roles and whatever a person begins once. */
export const racesOfPeople: Readonly<Record<string, Race>> = {
  'member_member_number_key createMember': same('createMember', () => 'firstName: "Ama", lastName: "Mensah"', []),
  'member_user_id_key linkUserToMember': various(
    'linkUserToMember',
    async (stage) => {
      const [{ userId }, ids] = [await stage.church.person('MEMBER', { onRoll: false }), await membersOf(stage)]
      return (racer) => `userId: "${userId}", memberId: "${ids[racer]}"`
    },
    ['NOT_ALLOWED_NOW'],
  ),
  'member_parent_one_key updateMember': same(
    'updateMember',
    async ({ church }) => `id: "${(await church.member()).id}", parents: [{ name: "Esi", relation: MOTHER }]`,
    [],
  ),
  'user_role_user_id_role_id_key assignRole': same(
    'assignRole',
    async (stage) => {
      const [{ userId }, [roleId]] = [await stage.church.person('MEMBER'), await rolesOf(stage)]
      return `userId: "${userId}", roleId: "${roleId}"`
    },
    [],
  ),
  'role_name_key createRole': same('createRole', () => 'name: "Usher"', taken),
  'role_name_key cloneRole': various(
    'cloneRole',
    async (stage) => {
      const ids = await rolesOf(stage)
      return (racer) => `id: "${ids[racer]}", name: "Usher"`
    },
    taken,
  ),
  'role_name_key updateRole': various(
    'updateRole',
    async (stage) => {
      const ids = await rolesOf(stage)
      return (racer) => `id: "${ids[racer]}", name: "USHER"`
    },
    taken,
  ),
  'member_workflow_one_open_key startWorkflow': same(
    'startWorkflow',
    async ({ church }) => `memberId: "${(await church.member()).id}", type: BAPTISM`,
    taken,
  ),
  'membership_application_one_open_key submitMembershipApplication': {
    // No more of one address are let in within an hour.
    texts: async () => Array.from({ length: 3 }, () => act('submitMembershipApplication', words)),
    late: [],
  },
  'membership_application_member_id_key confirmMembershipApplication': same(
    'confirmMembershipApplication',
    async ({ church, admin }) =>
      `id: "${await plantApplication(church, admin, { status: 'APPROVED' })}", invite: false`,
    ['NOT_ALLOWED_NOW'],
  ),
  'domain_church_id_host_key addDomain': same('addDomain', () => `host: "${newHost()}"`, taken),
}
