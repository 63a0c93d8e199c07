import { requireViewer } from '../access/index.js'
import { mayManageMembers } from '../members/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Ctx, Needs } from '../platform/context.js'
import { localDay } from '../platform/instant.js'
import type { Task } from '../platform/jobs/task.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import {
  countFates,
  refuseTaken,
  repeatedRows,
  rowsAsTheyCame,
  stagedRows,
  storeJudgement,
  storeReading,
} from './import-rows.repository.js'
import { judgeRows, repeats } from './judge-rows.js'
import { isStuck, type MemberImport, usualDateOrder } from './member-import.js'
import { changeImport, lockImport } from './member-imports.repository.js'
import type { DateOrder } from './partial-date.js'
import { pause } from './pause.js'
import { readRow } from './read-row.js'
import { doParts, runStep, type StepJob, stepOf } from './run-step.js'
import { seeRows } from './see-rows.js'

/** Which import is looked through, and how its file is to be read. */
export interface PreviewImport {
  readonly id: string
  readonly blankCells?: MemberImport['blankCells'] | null
  readonly dateOrder?: DateOrder | null
}

const task = 'preview-import'
/** Rows that are read or judged in one transaction. */
const atOnce = 1000

/**
 * Has a dry run made: row by row what would happen. Asked again it begins anew.
 *
 * Refuses NOT_FOUND, NOT_ALLOWED_NOW before the file has come and after it was applied, COLUMNS_NEEDED when nothing says
 * who a row is about; throws FORBIDDEN without `members.manage`. Locks the import.
 */
export async function previewImport(ctx: Needs<'viewer' | 'refusedToken'>, input: PreviewImport) {
  if (!mayManageMembers(requireViewer(ctx))) throw notAllowed('Importing members needs the right members.manage.')

  return inTransaction(ctx, async (ctx) => {
    const found = await lockImport(ctx.db, input.id)
    if (!found) return refuse('NOT_FOUND', 'There is no such import.', ['id'])
    const mayBegin =
      ['RECEIVED', 'PREVIEWED'].includes(found.status) || (found.status === 'PREVIEWING' && isStuck(found))
    if (!mayBegin) return refuse('NOT_ALLOWED_NOW', 'There is no file that could be looked through now.', ['id'])
    const fields = new Set(found.columns.map(({ field }) => field))
    const names = fields.has('firstName') && fields.has('lastName')
    if (!names && !fields.has('externalId') && !fields.has('memberNumber')) {
      return refuse('COLUMNS_NEEDED', 'Map the columns with first and last name, or a number.', ['id'])
    }
    const step = found.step + 1
    ctx.enqueue({ task, data: { importId: found.id, step } })
    ctx.audit({ action: 'memberImport.preview', entity: 'memberImport', entityId: found.id })
    return changeImport(ctx.db, found.id, {
      ...{ status: 'PREVIEWING', step, doneRows: 0, counts: {}, faultCode: null, faultMessage: null },
      blankCells: input.blankCells ?? found.blankCells,
      dateOrder: input.dateOrder ?? found.dateOrder ?? usualDateOrder(ctx.church),
      now: ctx.clock.now(),
    })
  })
}

/** Makes a dry run: reads every row, then looks for whom each is about. Writes nothing but the import's own rows. */
export const previewTask: Task = {
  task,
  run: (ctx, data, attempt) => {
    const job = stepOf(data)
    return runStep(ctx, { job, attempt }, async () => {
      await doParts(ctx, { status: 'PREVIEWING', job, work: passOver(readPart, job) })
      await seeRows(ctx)
      await doParts(ctx, { status: 'PREVIEWING', job, work: passOver(judgePart, job) })
      await finish(ctx, job)
    })
  },
}

/** Reads or judges the rows after one; the last of them, null when there are no more. */
type Pass = (ctx: Ctx, found: MemberImport, after: number) => Promise<number | null>

/** Goes through all rows from the first: a preview that was cut off begins anew, since it changes nothing. */
function passOver(pass: Pass, { importId }: StepJob) {
  let after = 0
  let done = 0
  return async (ctx: Ctx, found: MemberImport) => {
    const last = await pass(ctx, found, after)
    if (last === null) return { isOver: true }
    after = last
    done += 1
    // Two passes, so each row counts a half.
    const half = Math.floor((Math.min(done * atOnce, found.rowCount) + (pass === judgePart ? found.rowCount : 0)) / 2)
    await changeImport(ctx.db, importId, { doneRows: half, now: ctx.clock.now() })
    return { isOver: false }
  }
}

const readPart: Pass = async (ctx, found, after) => {
  const rows = await rowsAsTheyCame(ctx.db, { importId: found.id, after, limit: atOnce })
  const reading = {
    columns: found.columns,
    blankCells: found.blankCells,
    dateOrder: found.dateOrder ?? usualDateOrder(ctx.church),
    today: localDay(ctx.clock.now(), ctx.church.timeZone),
  }
  const read = []
  for (const [at, row] of rows.entries()) {
    read.push(readRow(row, reading))
    if (at % 250 === 249) await pause()
  }
  await storeReading(ctx.db, found.id, read)
  return rows.at(-1)?.rowNo ?? null
}

const judgePart: Pass = async (ctx, found, after) => {
  const rows = await stagedRows(ctx.db, { importId: found.id, after, limit: atOnce })
  const rowNos = rows.map(({ rowNo }) => rowNo)
  const repeated = await repeatedRows(ctx.db, found.id, rowNos)
  const judging = { importId: found.id, source: found.source ?? '', repeated }
  const judged = await judgeRows(ctx.db, rows, judging)
  await storeJudgement(
    ctx.db,
    found.id,
    judged.map(({ rowNo, fate, faults, changes, memberId }) => ({ rowNo, fate, faults, changes, memberId })),
  )
  const known = judged.filter(({ memberId }) => memberId !== null).map(({ rowNo }) => rowNo)
  if (known.length > 0) await refuseTaken(ctx.db, found.id, { rowNos: known, fault: repeats })
  return rowNos.at(-1) ?? null
}

const finish = async (ctx: Ctx, job: StepJob): Promise<void> => {
  await doParts(ctx, {
    ...{ status: 'PREVIEWING', job },
    work: async (ctx, found) => {
      const counts = await countFates(ctx.db, found.id)
      const end = { status: 'PREVIEWED', doneRows: found.rowCount, counts } as const
      await changeImport(ctx.db, found.id, { ...end, now: ctx.clock.now() })
      return { isOver: true }
    },
  })
}
