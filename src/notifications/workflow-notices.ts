import type { Workflow } from '../workflows/index.js'
import type { NewNotification } from './notification.js'

const names = { BAPTISM: 'Baptism', CONFIRMATION: 'Confirmation', MEMBERSHIP: 'Membership', TRANSFER: 'Transfer' }

const about = ({ id }: Workflow) => ({
  ...({ category: 'APPLICATION', priority: 'NORMAL', actionKind: 'INFO' } as const),
  ...{ entity: 'memberWorkflow', entityId: id },
})

const toMember = ({ memberId }: Workflow) => ({ kind: 'MEMBER', ids: [memberId] }) as const

/** What a member is told of a workflow that begins. */
export const notificationOfStart = (workflow: Workflow): NewNotification => ({
  ...{ ...about(workflow), type: 'WORKFLOW_STARTED', audience: toMember(workflow) },
  title: `${names[workflow.type]}: begun`,
  message: 'See the steps that lie ahead.',
})

/** What somebody is told whose task a workflow is. */
export const notificationOfAssignment = (workflow: Workflow & { readonly assignedTo: string }): NewNotification => ({
  ...{ ...about(workflow), type: 'WORKFLOW_ASSIGNED', actionKind: 'ACTION_REQUIRED' },
  title: `${names[workflow.type]}: yours to look after`,
  message: 'Go through its steps with the member, and complete it.',
  audience: { kind: 'USER', ids: [workflow.assignedTo] },
})

/** What a member is told of a workflow that was approved or rejected. */
export const notificationOfDecision = (workflow: Workflow): NewNotification => {
  const isApproved = workflow.status === 'APPROVED'
  return {
    ...{ ...about(workflow), type: 'WORKFLOW_DECIDED', audience: toMember(workflow) },
    title: `${names[workflow.type]}: ${isApproved ? 'approved' : 'not approved'}`,
    message: isApproved ? 'The church goes on with it.' : 'Ask the church for its reasons.',
  }
}

/** What a member is told of a workflow that is done. */
export const notificationOfCompletion = (workflow: Workflow): NewNotification => ({
  ...{ ...about(workflow), type: 'WORKFLOW_COMPLETED', audience: toMember(workflow) },
  title: `${names[workflow.type]}: completed`,
  message: 'Every step is done.',
})
