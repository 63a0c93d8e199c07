import { approveWorkflow } from '../workflows/decide-workflow.js'
import { startWorkflow } from '../workflows/start-workflow.js'
import { type ChurchWorld, done, type Person } from './church-world.js'

/** A workflow of one step that `by` has begun for a new member. */
export async function plantWorkflow(
  church: ChurchWorld,
  by: Person,
  options: { readonly isApproved?: boolean; readonly isDone?: boolean } = {},
): Promise<{ readonly id: string; readonly stepId: string }> {
  const { id: memberId } = await church.member()
  const { id } = await church.as(by, async (ctx) => {
    const started = done(await startWorkflow(ctx, { memberId, type: 'BAPTISM', steps: [{ title: 'Talk' }] }))
    return options.isApproved ? done(await approveWorkflow(ctx, { id: started.id })) : started
  })
  const stepId = await church.write(async (db) => {
    const step = await db
      .selectFrom('member_workflow_step')
      .select('id')
      .where('workflow_id', '=', id)
      .executeTakeFirstOrThrow()
    const finished = { done_at: '2026-01-01T00:00:00Z', done_by: by.userId }
    if (options.isDone) await db.updateTable('member_workflow_step').set(finished).where('id', '=', step.id).execute()
    return step.id
  })
  return { id, stepId }
}
