import { requireViewer } from '../access/index.js'
import { isOnRoll, lockMember } from '../members/index.js'
import { newId } from '../platform/ids.js'
import { refuse } from '../platform/refusal.js'
import { trimmed } from '../platform/text.js'
import { inTransaction } from '../platform/transaction.js'
import { defaultSteps } from './default-steps.js'
import { refuseStranger, requireKeeper, type WorkflowCtx } from './in-workflow.js'
import { workflowAssigned, workflowStarted } from './workflow-announcements.js'
import { workflowAudit } from './workflow-audit.js'
import { planFaults, type PlannedStep, type Workflow, type WorkflowPlan, type WorkflowType } from './workflow.js'
import { addSteps, addWorkflow } from './workflows.repository.js'

/** What begins for whom; the usual steps of the denomination unless others are planned. */
export interface StartWorkflow {
  readonly memberId: string
  readonly type: WorkflowType
  readonly steps?: readonly PlannedStep[] | null
  readonly assignedTo?: string | null
  readonly note?: string | null
}

/**
 * Begins a workflow of a member, PENDING; the member is told, and whoever is to look after it.
 *
 * Refuses REQUIRED, TOO_LONG and INVALID, all faults at once, NOT_FOUND for a member or an account that is not there,
 * NOT_ALLOWED_NOW for a member who is not on the roll, NOT_UNIQUE when one of this type goes on; throws FORBIDDEN without
 * `members.write`. Locks the member.
 */
export async function startWorkflow(ctx: WorkflowCtx, input: StartWorkflow) {
  requireKeeper(ctx)
  const steps = input.steps ?? defaultSteps(input.type, ctx.church.denomination).map((title) => ({ title }))
  const plan = { note: trimmed(input.note), steps: steps.map((step) => ({ ...step, title: step.title.trim() })) }
  const no = planFaults(plan) ?? (await refuseStranger(ctx, input.assignedTo))
  if (no) return no

  return inTransaction(ctx, async (ctx) => {
    const member = await lockMember(ctx.db, input.memberId)
    if (!member) return refuse('NOT_FOUND', 'There is no such member.', ['memberId'])
    if (!(await isOnRoll(ctx.db, member.id))) {
      return refuse('NOT_ALLOWED_NOW', 'The member is not on the roll.', ['memberId'])
    }
    const workflow = await begin(ctx, input, plan)
    return workflow ?? refuse('NOT_UNIQUE', 'The member goes through one of this type already.', ['type'])
  })
}

async function begin(
  ctx: WorkflowCtx,
  { memberId, type, assignedTo = null }: StartWorkflow,
  { note, steps }: WorkflowPlan,
): Promise<Workflow | null> {
  const { userId: startedBy } = requireViewer(ctx)
  const [id, now] = [newId(ctx.clock), ctx.clock.now()]
  const workflow = await addWorkflow(ctx.db, { id, memberId, type, assignedTo, note, startedBy, now })
  if (!workflow) return null
  await addSteps(ctx.db, ctx.clock, { workflowId: id, steps })
  ctx.audit({ action: 'workflow.start', ...workflowAudit(null, workflow) })
  ctx.announce(workflowStarted(workflow))
  if (assignedTo && assignedTo !== startedBy) ctx.announce(workflowAssigned({ ...workflow, assignedTo }))
  return workflow
}
