import type { Workflow } from '../workflows/index.js'
import { notice } from './notice.js'
import type { NewNotification } from './notification.js'

const about = ({ id, type }: Workflow) => ({
  ...({ category: 'APPLICATION', priority: 'NORMAL', actionKind: 'INFO' } as const),
  ...{ entity: 'memberWorkflow', entityId: id, path: `/workflows/${id}`, params: { workflow: type } },
})

const toMember = ({ memberId }: Workflow) => ({ kind: 'MEMBER', ids: [memberId] }) as const

/** What a member is told of a workflow that begins. */
export const notificationOfStart = (workflow: Workflow): NewNotification =>
  notice({ ...about(workflow), type: 'WORKFLOW_STARTED', audience: toMember(workflow) })

/** What somebody is told whose task a workflow is. */
export const notificationOfAssignment = (workflow: Workflow & { readonly assignedTo: string }): NewNotification =>
  notice({
    ...{ ...about(workflow), type: 'WORKFLOW_ASSIGNED', actionKind: 'ACTION_REQUIRED' },
    audience: { kind: 'USER', ids: [workflow.assignedTo] },
  })

/** What a member is told of a workflow that was approved or rejected. */
export const notificationOfDecision = (workflow: Workflow): NewNotification =>
  notice({
    ...{ ...about(workflow), type: 'WORKFLOW_DECIDED', audience: toMember(workflow) },
    params: { workflow: workflow.type, status: workflow.status },
  })

/** What a member is told of a workflow that is done. */
export const notificationOfCompletion = (workflow: Workflow): NewNotification =>
  notice({ ...about(workflow), type: 'WORKFLOW_COMPLETED', audience: toMember(workflow) })
