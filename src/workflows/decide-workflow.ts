import { requireViewer } from '../access/index.js'
import { refuse } from '../platform/refusal.js'
import { trimmed } from '../platform/text.js'
import { inWorkflow, requireKeeper, type WorkflowCtx } from './in-workflow.js'
import { workflowDecided } from './workflow-announcements.js'
import { workflowAudit } from './workflow-audit.js'
import { noteFaults } from './workflow.js'
import { mayKeepWorkflows } from './workflow.policy.js'
import { changeWorkflow } from './workflows.repository.js'

/** Which workflow is decided, and what the staff note about it; left out, the note stays. */
export interface DecideWorkflow {
  readonly id: string
  readonly note?: string | null
}

/**
 * Approves a workflow: PENDING becomes APPROVED, and the member is told.
 *
 * Refuses NOT_FOUND, TOO_LONG, and NOT_ALLOWED_NOW for one that is not PENDING; throws FORBIDDEN without `members.write`.
 * Locks workflow and member: of two who decide at once one is refused.
 */
export const approveWorkflow = (ctx: WorkflowCtx, input: DecideWorkflow) => decide(ctx, input, 'APPROVED')

/** Rejects a workflow: PENDING becomes REJECTED, and the member is told. Refuses and throws as `approveWorkflow`. */
export const rejectWorkflow = (ctx: WorkflowCtx, input: DecideWorkflow) => decide(ctx, input, 'REJECTED')

const actions = { APPROVED: 'workflow.approve', REJECTED: 'workflow.reject' } as const

async function decide(ctx: WorkflowCtx, input: DecideWorkflow, status: 'APPROVED' | 'REJECTED') {
  requireKeeper(ctx)
  const { id } = input
  const note = input.note === undefined ? undefined : trimmed(input.note)
  const faults = noteFaults(note ?? null)
  if (faults) return faults
  return inWorkflow(ctx, { id, may: mayKeepWorkflows }, async (ctx, workflow) => {
    if (workflow.status !== 'PENDING') return refuse('NOT_ALLOWED_NOW', 'The workflow is not PENDING.', ['id'])
    const now = ctx.clock.now()
    const decided = { decidedBy: requireViewer(ctx).userId, decidedAt: now }
    const changed = await changeWorkflow(ctx.db, id, { status, ...decided, ...(note !== undefined && { note }), now })
    ctx.audit({ action: actions[status], ...workflowAudit(workflow, changed) })
    ctx.announce(workflowDecided(changed))
    return changed
  })
}
