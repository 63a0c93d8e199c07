import type { ChurchWorld, Person } from './church-world.js'
import { racers } from './held-races.js'
import { applicationForm, plantApplication } from './plant-application.js'
import { plantResource } from './plant-booking.js'
import { plantHousehold, plantMinistry } from './plant-groups.js'
import { newHost } from './proved-domain.js'

/** Where a race is run. */
export interface RaceStage {
  readonly church: ChurchWorld
  readonly admin: Person
}

/** What is sent at once, and the codes of those who come too late; none where all may come to the same. */
export interface Race {
  readonly texts: (stage: RaceStage) => Promise<readonly string[]>
  readonly late: readonly string[]
}

const act = (operation: string, input: string): string =>
  `mutation { ${operation}(input: { ${input} }) { errors { code path } } }`

const each = <T>(make: (racer: number) => T): readonly T[] => Array.from({ length: racers }, (_, racer) => make(racer))

/** The same from all of them. */
const same = (
  operation: string,
  input: (stage: RaceStage) => Promise<string> | string,
  late: readonly string[],
): Race => ({
  texts: async (stage) => {
    const text = act(operation, await input(stage))
    return each(() => text)
  },
  late,
})

/** Another thing of each of them. */
const various = (
  operation: string,
  make: (stage: RaceStage) => Promise<(racer: number) => Promise<string> | string>,
  late: readonly string[],
): Race => ({
  texts: async (stage) => {
    const input = await make(stage)
    return Promise.all(each(async (racer) => act(operation, await input(racer))))
  },
  late,
})

const taken = ['NOT_UNIQUE'] as const
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

async function rolesOf({ church }: RaceStage): Promise<readonly string[]> {
  const roles = each((racer) => ({ id: crypto.randomUUID(), name: `Role ${racer}` }))
  await church.write((db) => db.insertInto('role').values(roles).execute())
  return roles.map(({ id }) => id)
}

const membersOf = async ({ church }: RaceStage) => Promise.all(each(async () => (await church.member()).id))

async function householdOf({ church }: RaceStage, others: readonly string[] = []): Promise<string> {
  const head = await church.member()
  return plantHousehold(church, { HEAD: [head], OTHER: others.map((id) => ({ id })) })
}

const racesOfGroups: Readonly<Record<string, Race>> = {
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

const words = Object.entries({ ...applicationForm(), gender: null, maritalStatus: null })
  .filter(([, value]) => value !== null)
  .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
  .concat('gender: FEMALE', 'maritalStatus: SINGLE')
  .join(' ')

const racesOfPeople: Readonly<Record<string, Race>> = {
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

const registrable = (stage: RaceStage) => stage.church.event({ registration: 'OPTIONAL' })

const racesOfEvents: Readonly<Record<string, Race>> = {
  'resource_name_key createResource': same('createResource', () => 'name: "Hall", kind: ROOM', taken),
  'resource_name_key updateResource': various(
    'updateResource',
    async ({ church }) =>
      async () =>
        `id: "${await plantResource(church)}", name: "HALL"`,
    taken,
  ),
  'booking_one_at_a_time bookResource': various(
    'bookResource',
    async ({ church }) => {
      const resourceId = await plantResource(church)
      return async () =>
        `resourceId: "${resourceId}", eventId: "${(await church.event({ startsAt: '2031-01-01T09:00:00Z' })).id}"`
    },
    ['RESOURCE_TAKEN'],
  ),
  'event_registration_one_each registerForEvent': same(
    'registerForEvent',
    async (stage) => `eventId: "${(await registrable(stage)).id}", memberId: "${(await stage.church.member()).id}"`,
    ['ALREADY_REGISTERED'],
  ),
  'attendance_record_one_each checkIn': same(
    'checkIn',
    async ({ church }) => {
      const { id } = await church.event({ startsAt: new Date().toISOString() })
      return `eventId: "${id}", memberId: "${(await church.member()).id}"`
    },
    [],
  ),
}

/** Races for what there may be once, by the constraint that says so and the operation that is raced. */
export const racesForOne: Readonly<Record<string, Race>> = { ...racesOfGroups, ...racesOfPeople, ...racesOfEvents }

const drawn = 'drawn at random, so that nobody comes to it twice'
const inTurns = 'allotted under a lock, whatever is done'

/** What there may be once without a race here, and why. */
export const racedElsewhere: Readonly<Record<string, string>> = {
  ...{ role_key_key: 'of the six system roles, which nobody adds' },
  ...{ notification_seq_key: inTurns, audit_log_seq_key: inTurns },
  notification_dedup_key_key: 'jobs.api.test.ts and due-reminders: what is told already is left out',
  notification_delivery_once_key: 'deliveries: who was written to is left out',
  membership_application_withdraw_token_hash_key: drawn,
  member_workflow_step_position_key: 'counted in the statement that adds all of them',
  member_import_writing_key: 'imports: who asks takes turns, IMPORT_RUNNING',
  ...{ document_storage_key_key: drawn, calendar_feed_token_hash_key: drawn },
  ...{ event_registration_check_in_code_key: drawn, attendance_record_pickup_code_key: drawn },
  attendance_count_key: 'occurrence-attendance.api.test.ts: those who count at once take turns',
  calendar_edition_feed_id_key: 'known-calendar.api.test.ts: who reads at once keeps one',
  church_schema_name_key: 'the key of a church is drawn at random',
  church_subdomain_key: 'sign-up, beside this list',
  user_account_church_id_email_key: 'verify-email and invitations',
  ...{
    refresh_session_token_hash_key: drawn,
    password_reset_token_token_hash_key: drawn,
    invitation_token_hash_key: drawn,
  },
  ...{ api_key_prefix_key: drawn, api_key_key_hash_key: drawn, recovery_code_user_id_code_hash_key: drawn },
  refresh_session_one_live_key: 'sessions.api.test.ts: one of ten gets the new pair',
  invitation_one_open_key: 'invite-user.api.test.ts: also those who race',
  domain_host_key: 'church-changes.api.test.ts: goes to one of ten churches',
  domain_primary_key: 'domains.api.test.ts: one primary, however many are chosen at once',
  domain_platform_key: 'written with the church',
}
