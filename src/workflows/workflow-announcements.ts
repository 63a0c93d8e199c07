import { announcement } from '../platform/outbox/announcement.js'
import type { Workflow } from './workflow.js'

/** A workflow of a member has begun. */
export const workflowStarted = announcement<Workflow>('workflowStarted')

/** Somebody, not who did it, is to look after a workflow. */
export const workflowAssigned = announcement<Workflow & { readonly assignedTo: string }>('workflowAssigned')

/** A workflow was approved or rejected. */
export const workflowDecided = announcement<Workflow>('workflowDecided')

/** Every step of a workflow is done, and so is it. */
export const workflowCompleted = announcement<Workflow>('workflowCompleted')
