import { testPassword } from './church-world.js'

/** The ids of another church's member, and of a ministry of theirs. */
interface Known {
  readonly memberId: string
  readonly ministryId: string
}

interface Attempt {
  readonly text: string
  readonly variables: (known: Known) => Readonly<Record<string, unknown>>
  readonly answer: unknown
}

const notFound = [{ code: 'NOT_FOUND' }]

/** What is done to a member of another church: nobody is there. */
const memberAct = (name: string, more = '', id = 'id'): Attempt => ({
  text: `mutation ($id: ID!) { ${name}(input: { ${id}: $id ${more} }) { member { id } errors { code } } }`,
  variables: ({ memberId }) => ({ id: memberId }),
  answer: { [name]: { member: null, errors: notFound } },
})

/** Every operation about members that takes an id, asked with the ids of another church. */
export const neighbourOfMembers: Readonly<Record<string, Attempt>> = {
  member: {
    text: 'query ($id: ID!) { member(id: $id) { id } }',
    variables: ({ memberId }) => ({ id: memberId }),
    answer: { member: null },
  },
  members: {
    text: 'query ($id: ID!) { members(filter: { ministryId: $id }) { nodes { id } } }',
    variables: ({ ministryId }) => ({ id: ministryId }),
    answer: { members: { nodes: [] } },
  },
  updateMember: {
    text: 'mutation ($id: ID!) { updateMember(input: { id: $id, firstName: "Taken" }) { member { id } errors { code } } }',
    variables: ({ memberId }) => ({ id: memberId }),
    answer: { updateMember: { member: null, errors: [{ code: 'NOT_FOUND' }] } },
  },
  createMember: {
    text: `mutation ($id: ID!) {
      createMember(input: { firstName: "A", lastName: "B", parents: [{ relation: MOTHER, name: "C", parentMemberId: $id }] }) {
        member { id } errors { code }
      }
    }`,
    variables: ({ memberId }) => ({ id: memberId }),
    answer: { createMember: { member: null, errors: notFound } },
  },
  directory: {
    text: 'query ($id: ID!) { directory(ministryId: $id) { nodes { id } } }',
    variables: ({ ministryId }) => ({ id: ministryId }),
    answer: { directory: { nodes: [] } },
  },
  removeMemberPhoto: memberAct('removeMemberPhoto', '', 'memberId'),
  createMemberPhotoUpload: {
    text: 'mutation ($id: ID!) { createMemberPhotoUpload(input: { memberId: $id }) { uploadUrl errors { code } } }',
    variables: ({ memberId }) => ({ id: memberId }),
    answer: { createMemberPhotoUpload: { uploadUrl: null, errors: notFound } },
  },
  // A file without anybody in it, as for an id that does not exist.
  createMembersExport: {
    text: 'mutation ($id: ID!) { createMembersExport(input: { format: CSV, filter: { ministryId: $id } }) { errors { code } } }',
    variables: ({ ministryId }) => ({ id: ministryId }),
    answer: { createMembersExport: { errors: [] } },
  },
  changeMemberStatus: memberAct('changeMemberStatus', 'status: INACTIVE'),
  archiveMember: memberAct('archiveMember'),
  restoreMember: memberAct('restoreMember'),
  eraseMember: memberAct('eraseMember', `password: "${testPassword}"`),
  mergeMembers: memberAct('mergeMembers', `mergedId: "${crypto.randomUUID()}", password: "${testPassword}"`, 'keptId'),
}
