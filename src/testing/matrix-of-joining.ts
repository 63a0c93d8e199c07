import type { Permission } from '../platform/permission.js'
import type { MatrixRow } from './matrix-row.js'

const nobody = crypto.randomUUID()
const byId = `id: "${nobody}"`

const change = (operation: string, who: Permission, input: string): MatrixRow => ({
  who,
  text: `mutation { ${operation}(input: { ${input} }) { errors { code } } }`,
})

const workflow = (operation: string, input = byId): MatrixRow => ({
  ...{ ...change(operation, 'members.write', input), gate: 'membershipWorkflows' },
})

/** For whoever it is assigned to, and for programs; what somebody else's id leads to is for the operation's own tests. */
const moving = (operation: string, input: string): MatrixRow => ({
  ...workflow(operation, input),
  who: 'signedIn',
  keys: true,
})

/** Without a first name: it is looked at and refused, and nobody is told. */
const form = `firstName: "", lastName: "Okonkwo", email: "a@x.example", phone: "1",
  address: "x", birthDate: "1990-01-01", gender: FEMALE, maritalStatus: SINGLE, churchExperience: "x", reason: "x",
  heardFrom: "x"`

/** Applications to join, and workflows (4.3). */
export const matrixOfJoining: Readonly<Record<string, MatrixRow>> = {
  submitMembershipApplication: {
    who: 'public',
    text: `mutation { submitMembershipApplication(input: { ${form} }) { errors { code } } }`,
  },
  withdrawMembershipApplication: {
    who: 'public',
    text: 'mutation { withdrawMembershipApplication(input: { token: "x" }) { errors { code } } }',
  },
  membershipApplications: { who: 'members.manage', text: '{ membershipApplications { totalCount } }' },
  membershipApplication: { who: 'members.manage', text: `{ membershipApplication(${byId}) { id } }` },
  approveMembershipApplication: change('approveMembershipApplication', 'members.manage', byId),
  rejectMembershipApplication: change('rejectMembershipApplication', 'members.manage', `${byId}, reason: "x"`),
  confirmMembershipApplication: change('confirmMembershipApplication', 'members.manage', byId),
  updateApplicationNotes: change('updateApplicationNotes', 'members.manage', byId),

  memberWorkflows: {
    ...{ who: 'signedIn', keys: true, gate: 'membershipWorkflows' },
    text: '{ memberWorkflows { totalCount } }',
  },
  startWorkflow: workflow('startWorkflow', `memberId: "${nobody}", type: BAPTISM`),
  assignWorkflow: workflow('assignWorkflow'),
  approveWorkflow: workflow('approveWorkflow'),
  rejectWorkflow: workflow('rejectWorkflow'),
  completeWorkflowStep: moving('completeWorkflowStep', `${byId}, stepId: "${nobody}"`),
  completeWorkflow: moving('completeWorkflow', byId),
}
