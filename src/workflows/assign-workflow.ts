import { requireViewer } from '../access/index.js'
import { refuse } from '../platform/refusal.js'
import { inWorkflow, refuseStranger, requireKeeper, type WorkflowCtx } from './in-workflow.js'
import { workflowAssigned } from './workflow-announcements.js'
import { workflowAudit } from './workflow-audit.js'
import { goesOn } from './workflow.js'
import { mayKeepWorkflows } from './workflow.policy.js'
import { changeWorkflow } from './workflows.repository.js'

/** Whose task a workflow is; nobody's when null. */
export interface AssignWorkflow {
  readonly id: string
  readonly assignedTo?: string | null
}

/**
 * Says whose task a workflow is: they may read and move it without a right, and are told.
 *
 * Refuses NOT_FOUND for a workflow or an ACTIVE account that is not there, NOT_ALLOWED_NOW for one that is over; throws
 * FORBIDDEN without `members.write`. Locks workflow and member.
 */
export async function assignWorkflow(ctx: WorkflowCtx, { id, assignedTo = null }: AssignWorkflow) {
  requireKeeper(ctx)
  const no = await refuseStranger(ctx, assignedTo)
  if (no) return no
  return inWorkflow(ctx, { id, may: mayKeepWorkflows }, async (ctx, workflow) => {
    if (!goesOn(workflow)) return refuse('NOT_ALLOWED_NOW', 'The workflow is over.', ['id'])
    const changed = await changeWorkflow(ctx.db, id, { assignedTo, now: ctx.clock.now() })
    ctx.audit({ action: 'workflow.assign', ...workflowAudit(workflow, changed) })
    const isNews = assignedTo !== workflow.assignedTo && assignedTo !== requireViewer(ctx).userId
    if (assignedTo && isNews) ctx.announce(workflowAssigned({ ...changed, assignedTo }))
    return changed
  })
}
