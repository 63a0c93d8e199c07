import { requireViewer } from '../access/index.js'
import { churchUser } from '../identity/index.js'
import { lockMember } from '../members/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs, Viewer } from '../platform/context.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import type { Workflow } from './workflow.js'
import { mayKeepWorkflows, maySeeWorkflow } from './workflow.policy.js'
import { findWorkflow, lockWorkflow } from './workflows.repository.js'

/** What every change of a workflow touches. */
export type WorkflowCtx = Needs<'viewer' | 'refusedToken' | 'control'>

type Refused = Refusal<'NOT_FOUND' | 'NOT_ALLOWED_NOW'>

/**
 * Does `work` in a transaction that holds the locks of a workflow and its member, so that those who move it, and those who
 * merge the member, take turns.
 *
 * Refuses NOT_FOUND, also for one the viewer may not see, and NOT_ALLOWED_NOW when the member was merged at that moment;
 * throws FORBIDDEN when `may` says no.
 */
export function inWorkflow<Outcome>(
  ctx: WorkflowCtx,
  { id, may }: { readonly id: string; readonly may: (viewer: Viewer, workflow: Workflow) => boolean },
  work: (ctx: WorkflowCtx, workflow: Workflow) => Promise<Outcome>,
): Promise<Outcome | Refused> {
  const viewer = requireViewer(ctx)
  return inTransaction<WorkflowCtx, Outcome | Refused>(ctx, async (ctx) => {
    const known = await findWorkflow(ctx.db, id)
    if (!known || !maySeeWorkflow(viewer, known)) return refuse('NOT_FOUND', 'There is no such workflow.', ['id'])
    // The member first, as merging and dying do.
    await lockMember(ctx.db, known.memberId)
    const workflow = await lockWorkflow(ctx.db, id)
    if (workflow?.memberId !== known.memberId) {
      return refuse('NOT_ALLOWED_NOW', 'The member was merged just now: try again.', ['id'])
    }
    if (!may(viewer, workflow)) throw notAllowed('This needs the right members.write, or to be its assignee.')
    return work(ctx, workflow)
  })
}

/** Throws FORBIDDEN for who does not keep workflows. */
export function requireKeeper(ctx: WorkflowCtx): void {
  if (!mayKeepWorkflows(requireViewer(ctx))) throw notAllowed('This needs the right members.write.')
}

/** NOT_FOUND unless this is an ACTIVE account of the church, or nobody. */
export async function refuseStranger(
  ctx: WorkflowCtx,
  userId: string | null | undefined,
): Promise<Refusal<'NOT_FOUND'> | null> {
  if (!userId) return null
  const user = await ctx.control.read((control) => churchUser(control, userId))
  return user?.status === 'ACTIVE' ? null : refuse('NOT_FOUND', 'There is no such account.', ['assignedTo'])
}
