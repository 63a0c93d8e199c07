import { when } from '../platform/outbox/reaction.js'
import { workflowAssigned, workflowCompleted, workflowDecided, workflowStarted } from '../workflows/index.js'
import { tellOthers } from './tell.js'
import {
  notificationOfAssignment,
  notificationOfCompletion,
  notificationOfDecision,
  notificationOfStart,
} from './workflow-notices.js'

/** What is told of workflows. */
export const workflowNotices = [
  when(workflowStarted, (ctx, workflow) => tellOthers(ctx, notificationOfStart(workflow))),
  when(workflowAssigned, (ctx, workflow) => tellOthers(ctx, notificationOfAssignment(workflow))),
  when(workflowDecided, (ctx, workflow) => tellOthers(ctx, notificationOfDecision(workflow))),
  when(workflowCompleted, (ctx, workflow) => tellOthers(ctx, notificationOfCompletion(workflow))),
]
