/** The ids of another church's people and groups. */
interface Known {
  readonly memberId: string
  readonly householdId: string
  readonly ministryId: string
}

interface Attempt {
  readonly text: string
  readonly variables: (known: Known) => Readonly<Record<string, unknown>>
  readonly answer: unknown
}

const notFound = [{ code: 'NOT_FOUND' }]

/** What is done to a household, ministry or stay of another church: it is not there, and nor are its people. */
const groupAct = (operation: string, entity: string, input: string): Attempt => {
  const named = (['member', 'household', 'ministry'] as const).filter((name) => input.includes(`$${name}`))
  return {
    text: `mutation (${named.map((name) => `$${name}: ID!`).join()}) {
      ${operation}(input: { ${input} }) { ${entity} { id } errors { code } }
    }`,
    variables: (known) => Object.fromEntries(named.map((name) => [name, known[`${name}Id`]])),
    answer: { [operation]: { [entity]: null, errors: notFound } },
  }
}

/** Every operation about households and ministries that takes an id, asked with the ids of another church. */
export const neighbourOfGroups: Readonly<Record<string, Attempt>> = {
  household: {
    text: 'query ($id: ID!) { household(id: $id) { id } }',
    variables: ({ householdId }) => ({ id: householdId }),
    answer: { household: null },
  },
  ministry: {
    text: 'query ($id: ID!) { ministry(id: $id) { id } }',
    variables: ({ ministryId }) => ({ id: ministryId }),
    answer: { ministry: null },
  },
  createHousehold: groupAct('createHousehold', 'household', 'headId: $member'),
  updateHousehold: groupAct('updateHousehold', 'household', 'id: $household, phone: "1"'),
  archiveHousehold: groupAct('archiveHousehold', 'household', 'id: $household'),
  splitHousehold: groupAct(
    'splitHousehold',
    'household',
    'householdId: $household, name: "x", headId: $member, memberIds: []',
  ),
  addHouseholdMember: groupAct(
    'addHouseholdMember',
    'household',
    'householdId: $household, memberId: $member, relation: OTHER',
  ),
  moveHouseholdMember: groupAct(
    'moveHouseholdMember',
    'household',
    'householdId: $household, memberId: $member, relation: OTHER',
  ),
  setHouseholdRelation: groupAct('setHouseholdRelation', 'household', 'memberId: $member, relation: HEAD'),
  removeHouseholdMember: groupAct('removeHouseholdMember', 'household', 'memberId: $member'),
  setCombineGiving: groupAct('setCombineGiving', 'household', 'memberId: $member, combineGiving: true'),
  updateHouseholdChild: groupAct('updateHouseholdChild', 'member', 'memberId: $member, phone: "1"'),
  updateMinistry: groupAct('updateMinistry', 'ministry', 'id: $ministry, name: "x"'),
  archiveMinistry: groupAct('archiveMinistry', 'ministry', 'id: $ministry'),
  restoreMinistry: groupAct('restoreMinistry', 'ministry', 'id: $ministry'),
  joinMinistry: groupAct('joinMinistry', 'membership', 'ministryId: $ministry'),
  leaveMinistry: groupAct('leaveMinistry', 'membership', 'ministryId: $ministry'),
  addMinistryMember: groupAct('addMinistryMember', 'membership', 'ministryId: $ministry, memberId: $member'),
  approveJoin: groupAct('approveJoin', 'membership', 'ministryId: $ministry, memberId: $member'),
  declineJoin: groupAct('declineJoin', 'membership', 'ministryId: $ministry, memberId: $member'),
  setMinistryRole: groupAct('setMinistryRole', 'membership', 'ministryId: $ministry, memberId: $member, role: LEADER'),
  removeMinistryMember: groupAct('removeMinistryMember', 'membership', 'ministryId: $ministry, memberId: $member'),
}
