import { requireViewer } from '../access/index.js'
import { loadMember, moveToStatus } from '../members/index.js'
import { localDay } from '../platform/instant.js'
import { isRefusal, refuse } from '../platform/refusal.js'
import { inWorkflow, type WorkflowCtx } from './in-workflow.js'
import { workflowCompleted } from './workflow-announcements.js'
import { stepAudit, workflowAudit } from './workflow-audit.js'
import { goesOn, type Workflow } from './workflow.js'
import { mayMoveWorkflow } from './workflow.policy.js'
import { changeWorkflow, finishStep, stepsOfWorkflows } from './workflows.repository.js'

/**
 * Notes that a step of a workflow was done, in whatever order.
 *
 * Refuses NOT_FOUND for a workflow or step that is not there, NOT_ALLOWED_NOW for a step that is done and a workflow that
 * is over; throws FORBIDDEN for the member, who only reads. Locks workflow and member.
 */
export const completeWorkflowStep = (
  ctx: WorkflowCtx,
  { id, stepId }: { readonly id: string; readonly stepId: string },
) =>
  inWorkflow(ctx, { id, may: mayMoveWorkflow }, async (ctx, workflow) => {
    const step = (await stepsOfWorkflows(ctx.db, [id])).find((one) => one.id === stepId)
    if (!step) return refuse('NOT_FOUND', 'There is no such step of it.', ['stepId'])
    if (!goesOn(workflow)) return refuse('NOT_ALLOWED_NOW', 'The workflow is over.', ['id'])
    if (step.doneAt !== null) return refuse('NOT_ALLOWED_NOW', 'The step is done already.', ['stepId'])
    const now = ctx.clock.now()
    const done = await finishStep(ctx.db, stepId, { doneBy: requireViewer(ctx).userId, now })
    ctx.audit({ action: 'workflow.completeStep', ...stepAudit(step, done) })
    return changeWorkflow(ctx.db, id, { now })
  })

/**
 * Ends a workflow: APPROVED becomes COMPLETED, and the member is told. A TRANSFER makes the member TRANSFERRED today.
 *
 * Refuses NOT_FOUND, NOT_ALLOWED_NOW for one that is not APPROVED or has a step to do; throws FORBIDDEN for the member,
 * who only reads. Locks workflow and member.
 */
export const completeWorkflow = (ctx: WorkflowCtx, { id }: { readonly id: string }) =>
  inWorkflow(ctx, { id, may: mayMoveWorkflow }, async (ctx, workflow) => {
    if (workflow.status !== 'APPROVED') return refuse('NOT_ALLOWED_NOW', 'The workflow is not APPROVED.', ['id'])
    const steps = await stepsOfWorkflows(ctx.db, [id])
    if (steps.some(({ doneAt }) => doneAt === null)) return refuse('NOT_ALLOWED_NOW', 'A step is left to do.', ['id'])
    const moved = workflow.type === 'TRANSFER' ? await transfer(ctx, workflow) : null
    if (isRefusal(moved)) return moved
    const now = ctx.clock.now()
    const ended = { completedBy: requireViewer(ctx).userId, completedAt: now }
    const changed = await changeWorkflow(ctx.db, id, { status: 'COMPLETED', ...ended, now })
    ctx.audit({ action: 'workflow.complete', ...workflowAudit(workflow, changed) })
    ctx.announce(workflowCompleted(changed))
    return changed
  })

/** The member goes to another church, unless they have been noted as gone before. */
async function transfer(ctx: WorkflowCtx, { memberId }: Workflow) {
  const member = await loadMember(ctx, memberId)
  if (member?.status === 'TRANSFERRED') return null
  const day = localDay(ctx.clock.now(), ctx.church.timeZone)
  return moveToStatus(ctx, { id: memberId, status: 'TRANSFERRED', day })
}
