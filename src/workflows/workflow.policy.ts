import type { Viewer } from '../platform/context.js'
import type { Workflow } from './workflow.js'

/** What a policy must know of a workflow. */
export type Followed = Pick<Workflow, 'memberId' | 'assignedTo'>

/** Whether the viewer starts, assigns and decides workflows, and reads all of them. */
export const mayKeepWorkflows = (viewer: Viewer): boolean => viewer.grants.get('members.write') === 'ALL'

/** Whether the viewer may do its steps and end it, and read its note: who keeps workflows, and whose task it is. */
export const mayMoveWorkflow = (viewer: Viewer, { assignedTo }: Followed): boolean =>
  mayKeepWorkflows(viewer) || assignedTo === viewer.userId

/** Whether the viewer may see it: who may move it, and the member. */
export const maySeeWorkflow = (viewer: Viewer, workflow: Followed): boolean =>
  mayMoveWorkflow(viewer, workflow) || viewer.memberId === workflow.memberId
