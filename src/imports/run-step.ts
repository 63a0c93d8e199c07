import { tell } from '../notifications/index.js'
import { unaudited } from '../platform/audit/audit-entry.js'
import type { Ctx } from '../platform/context.js'
import type { Attempt } from '../platform/jobs/task.js'
import type { Json } from '../platform/json.js'
import { inTransaction } from '../platform/transaction.js'
import { notificationOfImport } from './import-notices.js'
import { type ImportStatus, type MemberImport, stepFailed } from './member-import.js'
import { changeImport, lockImport } from './member-imports.repository.js'

/** Which step of which import a job is to do. */
export interface StepJob {
  readonly importId: string
  readonly step: number
}

/** A piece of a step: what it does in one transaction. */
export interface StepPart {
  readonly status: ImportStatus
  readonly job: StepJob
  /** Does some more and tells what is to be kept beside it; `isOver` ends the step. */
  readonly work: (ctx: Ctx, found: MemberImport) => Promise<{ readonly isOver: boolean }>
}

/** What a job says of the step it is to do. */
export const stepOf = (data: Json): StepJob => data as unknown as StepJob

/**
 * Does a step piece by piece, each in a transaction that has locked the import and that commits what was done together
 * with how far it has come: whoever is killed loses the piece at most, and the next one goes on from there. Ends at once
 * when the import does not stand in this step any more.
 */
export async function doParts(ctx: Ctx, { status, job, work }: StepPart): Promise<'DONE' | 'GONE'> {
  for (;;) {
    const outcome = await inTransaction(ctx, async (ctx) => {
      ctx.audit(unaudited('a part of a step that was told as a whole'))
      const found = await lockImport(ctx.db, job.importId)
      if (!found || found.status !== status || found.step !== job.step) return 'GONE'
      return (await work(ctx, found)).isOver ? 'DONE' : 'MORE'
    })
    if (outcome !== 'MORE') return outcome
  }
}

/**
 * The work of a part that goes on from where the one before it ended, and begins at `start` in another process: what is
 * done already is passed over. `work` returns where it ended, null when there is no more.
 */
export function goingOn<Place>(
  start: Place,
  work: (ctx: Ctx, found: MemberImport, after: Place) => Promise<Place | null>,
): StepPart['work'] {
  let after = start
  return async (ctx, found) => {
    const last = await work(ctx, found, after)
    after = last ?? after
    return { isOver: last === null }
  }
}

/** Runs a step, and lets the import say so when it came to nothing at the last try. */
export async function runStep(
  ctx: Ctx,
  { job, attempt }: { readonly job: StepJob; readonly attempt: Attempt },
  step: () => Promise<void>,
): Promise<void> {
  try {
    await step()
  } catch (error) {
    if (attempt.isLast) await markStuck(ctx, job)
    throw error
  }
}

const markStuck = (ctx: Ctx, { importId, step }: StepJob): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    ctx.audit(unaudited('what was done is told row by row'))
    const found = await lockImport(ctx.db, importId)
    if (found?.step !== step) return
    const faultMessage = 'The server could not finish this step: ask for it again, or undo the import.'
    await changeImport(ctx.db, importId, { faultCode: stepFailed, faultMessage, now: ctx.clock.now() })
    await tell(ctx, notificationOfImport(found, 'FAILED', found.counts))
  })
