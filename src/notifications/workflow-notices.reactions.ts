import { when } from '../platform/outbox/reaction.js'
import { workflowAssigned, workflowCompleted, workflowDecided, workflowStarted } from '../workflows/index.js'
import { tell } from './tell.js'
import {
  notificationOfAssignment,
  notificationOfCompletion,
  notificationOfDecision,
  notificationOfStart,
} from './workflow-notices.js'

/** What is told of workflows. */
export const workflowNotices = [
  when(workflowStarted, (ctx, workflow) => tell(ctx, notificationOfStart(workflow))),
  when(workflowAssigned, (ctx, workflow) => tell(ctx, notificationOfAssignment(workflow))),
  when(workflowDecided, (ctx, workflow) => tell(ctx, notificationOfDecision(workflow))),
  when(workflowCompleted, (ctx, workflow) => tell(ctx, notificationOfCompletion(workflow))),
]
