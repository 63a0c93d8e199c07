import { archiveHouseholds, endStays, householdsById } from '../households/index.js'
import {
  blankMembers,
  eraseTracesOfMany,
  lockMembers,
  type Member,
  memberAudit,
  membersGone,
  writeMembers,
} from '../members/index.js'
import { tell } from '../notifications/index.js'
import type { Ctx } from '../platform/context.js'
import { localDay } from '../platform/instant.js'
import type { Task } from '../platform/jobs/task.js'
import { forgetRefs } from './external-refs.repository.js'
import { newHouseholds } from './import-households.repository.js'
import { notificationOfImport } from './import-notices.js'
import { countFates, storeUndone, type UndoableRow, undoableRows, type UndoneRow } from './import-rows.repository.js'
import { householdChange } from './judge-rows.js'
import type { MemberImport } from './member-import.js'
import { changeImport } from './member-imports.repository.js'
import { referredMembers } from './member-references.queries.js'
import { doParts, goingOn, runStep, stepOf } from './run-step.js'
import { inhabitedHouseholds } from './staged-households.queries.js'

/** The task that undoes imports. */
export const undoTaskName = 'undo-import'

/** Rows, or households, that are undone in one transaction. */
const atOnce = 500

/** Undoes an import, the last row first; then its households, which are empty by then unless somebody was kept. */
export const undoTask: Task = {
  task: undoTaskName,
  run: (ctx, data, attempt) => {
    const job = stepOf(data)
    return runStep(ctx, { job, attempt }, async () => {
      const status = 'UNDOING' as const
      if ((await doParts(ctx, { status, job, work: goingOn(2 ** 31 - 1, undoPart) })) === 'GONE') return
      if ((await doParts(ctx, { status, job, work: goingOn('', closeHouseholds) })) === 'GONE') return
      await doParts(ctx, { status, job, work: finish })
    })
  },
}

async function undoPart(ctx: Ctx, found: MemberImport, before: number): Promise<number | null> {
  const { rows, first } = await undoableRows(ctx.db, { importId: found.id, before, limit: atOnce })
  if (rows.length === 0) return first
  const ids = rows.map(({ memberId }) => memberId)
  const members = new Map((await lockMembers(ctx.db, ids)).map((member) => [member.id, member]))
  const referred = await referredMembers(ctx.db, ids)
  const undoing: Undoing = { found, gone: [], moved: [], restored: [] }
  const outcomes = rows.map((row) => {
    const undo = { row, member: members.get(row.memberId), isReferred: referred.has(row.memberId) }
    return row.fate === 'CREATE' ? takeBack(undoing, undo) : restore(ctx, undoing, undo)
  })
  await writeUndone(ctx, undoing)
  const undone = new Set(outcomes.flatMap((one) => (one.undone === 'UNDONE' ? [one.rowNo] : [])))
  const forgotten = rows.filter(({ rowNo }) => undone.has(rowNo)).map(({ memberId }) => memberId)
  await forgetRefs(ctx.db, { entity: 'member', importId: found.id }, forgotten)
  await storeUndone(ctx.db, found.id, outcomes)
  await changeImport(ctx.db, found.id, { doneRows: found.doneRows + rows.length, now: ctx.clock.now() })
  return first
}

interface Undo {
  readonly row: UndoableRow
  readonly member: Member | undefined
  readonly isReferred: boolean
}

/** What is to be written once all rows of a part were looked at. */
interface Undoing {
  readonly found: MemberImport
  /** Whom the import entered, and who goes with it. */
  readonly gone: string[]
  /** Those whom it let live somewhere. */
  readonly moved: string[]
  readonly restored: Member[]
}

/** Numbers stay with those who are erased, so that they are nobody else's. */
async function writeUndone(ctx: Ctx, { found, gone, moved, restored }: Undoing): Promise<void> {
  const now = ctx.clock.now()
  const day = localDay(now, ctx.church.timeZone)
  if (moved.length > 0) await endStays(ctx.db, moved, day)
  await writeMembers(ctx.db, restored, now)
  if (gone.length === 0) return
  await blankMembers(ctx.db, gone, now)
  await eraseTracesOfMany(ctx.db, gone)
  ctx.announce(membersGone({ memberIds: gone, day }))
  for (const entityId of gone) {
    ctx.audit({ action: 'member.erase', entity: 'member', entityId, after: { importId: found.id } })
  }
}

const kept = (rowNo: number, reason: string): UndoneRow => ({ rowNo, undone: 'KEPT', reason })

/** Whom the import entered is erased, unless they have become more than that. */
function takeBack({ gone }: Undoing, { row: { rowNo, versionAfter }, member, isReferred }: Undo): UndoneRow {
  if (!member || member.status === 'ERASED') return { rowNo, undone: 'UNDONE', reason: null }
  if (member.userId) return kept(rowNo, 'The member has an account by now.')
  if (isReferred) return kept(rowNo, 'Something in the church refers to the member by now.')
  if (member.version !== versionAfter) return kept(rowNo, 'Somebody has changed the member since.')
  gone.push(member.id)
  return { rowNo, undone: 'UNDONE', reason: null }
}

const birth: readonly (keyof Member)[] = ['birthDate', 'birthYearKnown']

/** Gives a member back what the import changed and nobody has changed since. */
function restore(ctx: Ctx, { found, moved, restored }: Undoing, { row, member }: Undo): UndoneRow {
  const { rowNo, profile, before, changes } = row
  if (!member || member.status === 'ERASED' || !profile || !before) return kept(rowNo, 'The member was erased since.')
  if (changes.includes(householdChange)) moved.push(member.id)
  const names = Object.keys(before) as (keyof Member & keyof typeof profile)[]
  const differs = (name: keyof typeof profile & keyof Member) => member[name] !== (profile[name] ?? null)
  // A birth date and whether its year is known go together.
  const birthChanged = names.some((name) => birth.includes(name) && differs(name))
  const changed = names.filter((name) => differs(name) || (birthChanged && birth.includes(name)))
  const back = Object.fromEntries(names.filter((name) => !changed.includes(name)).map((name) => [name, before[name]]))
  if (Object.keys(back).length > 0) {
    // `before` holds fields of a member as they were read.
    const after: Member = { ...member, ...back, version: member.version + 1 }
    restored.push(after)
    const entry = memberAudit(member, after)
    ctx.audit({ action: 'member.update', ...entry, after: { ...entry.after, importId: found.id } })
  }
  if (changed.length === 0) return { rowNo, undone: 'UNDONE', reason: null }
  return kept(rowNo, `Somebody has changed since: ${changed.join(', ')}.`)
}

/** Archives the households that the import made and nobody lives in any more. */
async function closeHouseholds(ctx: Ctx, found: MemberImport, after: string): Promise<string | null> {
  const made = await newHouseholds(ctx.db, { importId: found.id, after, limit: atOnce })
  const now = ctx.clock.now()
  const ids = made.map(({ householdId }) => householdId)
  const inhabited = await inhabitedHouseholds(ctx.db, ids)
  const open = (await householdsById(ctx.db, ids)).filter(({ id, archivedAt }) => !archivedAt && !inhabited.has(id))
  await archiveHouseholds(
    ctx.db,
    open.map(({ id }) => id),
    now,
  )
  for (const { id } of open) {
    ctx.audit({ action: 'household.archive', entity: 'household', entityId: id, after: { importId: found.id } })
  }
  await forgetRefs(
    ctx.db,
    { entity: 'household', importId: found.id },
    open.map(({ id }) => id),
  )
  return made.at(-1)?.key ?? null
}

async function finish(ctx: Ctx, found: MemberImport): Promise<{ readonly isOver: boolean }> {
  const counts = await countFates(ctx.db, found.id)
  ctx.audit({ action: 'memberImport.undone', entity: 'memberImport', entityId: found.id, after: counts })
  const change = { status: 'UNDONE', doneRows: found.rowCount, counts } as const
  await changeImport(ctx.db, found.id, { ...change, now: ctx.clock.now() })
  await tell(ctx, notificationOfImport(found, 'UNDONE', counts))
  return { isOver: true }
}
