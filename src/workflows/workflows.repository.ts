import { sql } from 'kysely'
import type { Clock } from '../platform/clock.js'
import type { Db } from '../platform/db/handles.js'
import { newId } from '../platform/ids.js'
import type { Instant } from '../platform/instant.js'
import type { PlannedStep, Workflow, WorkflowStep } from './workflow.js'

/** The columns of a workflow, in the names of the API. */
export const workflowColumns = [
  'member_workflow.id',
  'member_workflow.member_id as memberId',
  'member_workflow.type',
  'member_workflow.status',
  'member_workflow.assigned_to as assignedTo',
  'member_workflow.note',
  'member_workflow.started_by as startedBy',
  'member_workflow.decided_by as decidedBy',
  'member_workflow.decided_at as decidedAt',
  'member_workflow.completed_by as completedBy',
  'member_workflow.completed_at as completedAt',
  'member_workflow.created_at as createdAt',
  'member_workflow.updated_at as updatedAt',
  'member_workflow.version',
] as const

const stepColumns = [
  'member_workflow_step.id',
  'member_workflow_step.workflow_id as workflowId',
  'member_workflow_step.position',
  'member_workflow_step.title',
  'member_workflow_step.due_on as dueOn',
  'member_workflow_step.done_at as doneAt',
  'member_workflow_step.done_by as doneBy',
] as const

/** A workflow to be started. */
export type NewWorkflow = Pick<Workflow, 'id' | 'memberId' | 'type' | 'assignedTo' | 'note' | 'startedBy'> & {
  readonly now: Instant
}

/** Keeps a workflow, PENDING and without steps; null when one of this type goes on for the member. */
export async function addWorkflow(db: Db, workflow: NewWorkflow): Promise<Workflow | null> {
  const { id, memberId, type, assignedTo, note, startedBy, now } = workflow
  const kept = await db
    .insertInto('member_workflow')
    .values({
      ...{ id, type, note, member_id: memberId, assigned_to: assignedTo, started_by: startedBy },
      ...{ created_at: now, updated_at: now },
    })
    // Spelt out: an index is not found by a condition with parameters.
    .onConflict((conflict) =>
      conflict
        .columns(['member_id', 'type'])
        .where(sql<boolean>`status in ('PENDING', 'APPROVED')`)
        .doNothing(),
    )
    .returning(workflowColumns)
    .executeTakeFirst()
  return kept ?? null
}

/** Keeps the steps of a workflow, in their order. */
export async function addSteps(
  db: Db,
  clock: Clock,
  { workflowId, steps }: { readonly workflowId: string; readonly steps: readonly PlannedStep[] },
): Promise<void> {
  const rows = steps.map(({ title, dueOn }, index) => ({
    ...{ id: newId(clock), workflow_id: workflowId, position: index + 1, title },
    ...(dueOn && { due_on: dueOn }),
  }))
  if (rows.length > 0) await db.insertInto('member_workflow_step').values(rows).execute()
}

/** One workflow; null when there is none. */
export async function findWorkflow(db: Db, id: string): Promise<Workflow | null> {
  return (await selectWorkflow(db, id).executeTakeFirst()) ?? null
}

/** As `findWorkflow`, locked until the transaction ends. */
export async function lockWorkflow(db: Db, id: string): Promise<Workflow | null> {
  return (await selectWorkflow(db, id).forUpdate().executeTakeFirst()) ?? null
}

const selectWorkflow = (db: Db, id: string) =>
  db.selectFrom('member_workflow').select(workflowColumns).where('id', '=', id)

/** The steps of these workflows, each in their order. */
export const stepsOfWorkflows = (db: Db, workflowIds: readonly string[]): Promise<WorkflowStep[]> =>
  db
    .selectFrom('member_workflow_step')
    .select(stepColumns)
    .where('workflow_id', '=', sql<string>`any(${workflowIds}::uuid[])`)
    .orderBy('workflow_id')
    .orderBy('position')
    .execute()

/** Notes that a step was done. */
export async function finishStep(
  db: Db,
  id: string,
  done: { readonly doneBy: string; readonly now: Instant },
): Promise<WorkflowStep> {
  return db
    .updateTable('member_workflow_step')
    .set({ done_at: done.now, done_by: done.doneBy })
    .where('id', '=', id)
    .returning(stepColumns)
    .executeTakeFirstOrThrow()
}

/** What may change of a workflow; what is left out stays. */
export type WorkflowChange = Partial<
  Pick<Workflow, 'status' | 'assignedTo' | 'note' | 'decidedBy' | 'decidedAt' | 'completedBy' | 'completedAt'>
> & { readonly now: Instant }

/** Writes the named fields and raises the version. */
export async function changeWorkflow(db: Db, id: string, change: WorkflowChange): Promise<Workflow> {
  const { status, assignedTo, note, decidedBy, decidedAt, completedBy, completedAt, now } = change
  return db
    .updateTable('member_workflow')
    .set((eb) => ({
      ...(status && { status }),
      ...(assignedTo !== undefined && { assigned_to: assignedTo }),
      ...(note !== undefined && { note }),
      ...(decidedBy !== undefined && { decided_by: decidedBy }),
      ...(decidedAt !== undefined && { decided_at: decidedAt }),
      ...(completedBy !== undefined && { completed_by: completedBy }),
      ...(completedAt !== undefined && { completed_at: completedAt }),
      updated_at: now,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .returning(workflowColumns)
    .executeTakeFirstOrThrow()
}
