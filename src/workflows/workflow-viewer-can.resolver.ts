import { viewerCanOf } from '../platform/graphql/viewer-can.js'
import { WorkflowObject } from './workflow.graphql.js'
import { goesOn, type Workflow } from './workflow.js'
import { mayKeepWorkflows, mayMoveWorkflow } from './workflow.policy.js'

/** What the viewer may do with a workflow. */
export const WorkflowViewerCan = viewerCanOf<Workflow>('MemberWorkflow', WorkflowObject, {
  assign: { description: 'Say whose task it is.', may: (viewer, one) => mayKeepWorkflows(viewer) && goesOn(one) },
  decide: {
    description: 'Approve or reject it.',
    may: (viewer, { status }) => mayKeepWorkflows(viewer) && status === 'PENDING',
  },
  move: {
    description: 'Do its steps, and complete it.',
    may: (viewer, one) => mayMoveWorkflow(viewer, one) && goesOn(one),
  },
})
