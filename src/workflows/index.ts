export { workflowAssigned, workflowCompleted, workflowDecided, workflowStarted } from './workflow-announcements.js'
export type { Workflow } from './workflow.js'
