export { workflowAssigned, workflowCompleted, workflowDecided, workflowStarted } from './workflow-announcements.js'
export type { Workflow, WorkflowStatus, WorkflowType } from './workflow.js'
