/** The ids of another church's applicants, members and workflows. */
interface Known {
  readonly memberId: string
  readonly applicationId: string
  readonly workflowId: string
}

interface Attempt {
  readonly text: string
  readonly variables: (known: Known) => Readonly<Record<string, unknown>>
  readonly answer: unknown
}

const act = (operation: string, of: 'application' | 'workflow', more = ''): Attempt => ({
  text: `mutation ($id: ID!) { ${operation}(input: { id: $id ${more} }) { ${of} { id } errors { code } } }`,
  variables: ({ applicationId, workflowId }) => ({ id: of === 'application' ? applicationId : workflowId }),
  answer: { [operation]: { [of]: null, errors: [{ code: 'NOT_FOUND' }] } },
})

/** Every operation about applications and workflows that takes an id, asked with the ids of another church. */
export const neighbourOfJoining: Readonly<Record<string, Attempt>> = {
  membershipApplication: {
    text: 'query ($id: ID!) { membershipApplication(id: $id) { id } }',
    variables: ({ applicationId }) => ({ id: applicationId }),
    answer: { membershipApplication: null },
  },
  approveMembershipApplication: act('approveMembershipApplication', 'application'),
  rejectMembershipApplication: act('rejectMembershipApplication', 'application', ', reason: "x"'),
  confirmMembershipApplication: act('confirmMembershipApplication', 'application'),
  updateApplicationNotes: act('updateApplicationNotes', 'application'),
  memberWorkflows: {
    text: 'query ($id: ID!) { memberWorkflows(filter: { memberId: $id }) { nodes { id } } }',
    variables: ({ memberId }) => ({ id: memberId }),
    answer: { memberWorkflows: { nodes: [] } },
  },
  startWorkflow: {
    text: `mutation ($id: ID!) {
      startWorkflow(input: { memberId: $id, type: BAPTISM }) { workflow { id } errors { code } }
    }`,
    variables: ({ memberId }) => ({ id: memberId }),
    answer: { startWorkflow: { workflow: null, errors: [{ code: 'NOT_FOUND' }] } },
  },
  assignWorkflow: act('assignWorkflow', 'workflow'),
  approveWorkflow: act('approveWorkflow', 'workflow'),
  rejectWorkflow: act('rejectWorkflow', 'workflow'),
  completeWorkflowStep: act('completeWorkflowStep', 'workflow', ', stepId: $id'),
  completeWorkflow: act('completeWorkflow', 'workflow'),
}
