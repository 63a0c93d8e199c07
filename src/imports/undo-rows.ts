import { changeHousehold, endStay, householdsById } from '../households/index.js'
import { blankMember, lockMembers, type Member, memberAudit, memberGone, writeMembers } from '../members/index.js'
import type { Ctx } from '../platform/context.js'
import { localDay } from '../platform/instant.js'
import type { Task } from '../platform/jobs/task.js'
import { forgetRefs } from './external-refs.repository.js'
import { newHouseholds } from './import-households.repository.js'
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
const atOnce = 100

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
  const rows = await undoableRows(ctx.db, { importId: found.id, before, limit: atOnce })
  if (rows.length === 0) return null
  const ids = rows.map(({ memberId }) => memberId)
  const members = new Map((await lockMembers(ctx.db, ids)).map((member) => [member.id, member]))
  const referred = await referredMembers(ctx.db, ids)
  const restored: Member[] = []
  const outcomes: UndoneRow[] = []
  for (const row of rows) {
    const member = members.get(row.memberId)
    const undo = { found, row, member, isReferred: referred.has(row.memberId) }
    outcomes.push(row.fate === 'CREATE' ? await takeBack(ctx, undo) : await restore(ctx, undo, restored))
  }
  await writeMembers(ctx.db, restored, ctx.clock.now())
  const undone = new Set(outcomes.flatMap((one) => (one.undone === 'UNDONE' ? [one.rowNo] : [])))
  const forgotten = rows.filter(({ rowNo }) => undone.has(rowNo)).map(({ memberId }) => memberId)
  await forgetRefs(ctx.db, found.id, forgotten)
  await storeUndone(ctx.db, found.id, outcomes)
  await changeImport(ctx.db, found.id, { doneRows: found.doneRows + rows.length, now: ctx.clock.now() })
  return rows.at(-1)?.rowNo ?? null
}

interface Undo {
  readonly found: MemberImport
  readonly row: UndoableRow
  readonly member: Member | undefined
  readonly isReferred: boolean
}

const kept = (rowNo: number, reason: string): UndoneRow => ({ rowNo, undone: 'KEPT', reason })

/** Erases whom the import entered; the number stays theirs, so that it is nobody else's. */
async function takeBack(ctx: Ctx, { found, row, member, isReferred }: Undo): Promise<UndoneRow> {
  const { rowNo, versionAfter } = row
  if (!member || member.status === 'ERASED') return { rowNo, undone: 'UNDONE', reason: null }
  if (member.userId) return kept(rowNo, 'The member has an account by now.')
  if (isReferred) return kept(rowNo, 'Something in the church refers to the member by now.')
  if (member.version !== versionAfter) return kept(rowNo, 'Somebody has changed the member since.')
  const now = ctx.clock.now()
  await blankMember(ctx.db, member.id, now)
  ctx.announce(memberGone({ memberId: member.id, day: localDay(now, ctx.church.timeZone) }))
  ctx.audit({ action: 'member.erase', entity: 'member', entityId: member.id, after: { importId: found.id } })
  return { rowNo, undone: 'UNDONE', reason: null }
}

const birth: readonly (keyof Member)[] = ['birthDate', 'birthYearKnown']

/** Gives a member back what the import changed and nobody has changed since. */
async function restore(ctx: Ctx, { found, row, member }: Undo, restored: Member[]): Promise<UndoneRow> {
  const { rowNo, profile, before, changes } = row
  if (!member || member.status === 'ERASED' || !profile || !before) return kept(rowNo, 'The member was erased since.')
  if (changes.includes(householdChange))
    await endStay(ctx.db, member.id, localDay(ctx.clock.now(), ctx.church.timeZone))
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
  for (const { id } of open) {
    await changeHousehold(ctx.db, id, { archivedAt: now, now })
    ctx.audit({ action: 'household.archive', entity: 'household', entityId: id, after: { importId: found.id } })
  }
  await forgetRefs(
    ctx.db,
    found.id,
    open.map(({ id }) => id),
  )
  return made.at(-1)?.key ?? null
}

async function finish(ctx: Ctx, found: MemberImport): Promise<{ readonly isOver: boolean }> {
  const counts = await countFates(ctx.db, found.id)
  ctx.audit({ action: 'memberImport.undone', entity: 'memberImport', entityId: found.id, after: counts })
  const change = { status: 'UNDONE', doneRows: found.rowCount, counts } as const
  await changeImport(ctx.db, found.id, { ...change, now: ctx.clock.now() })
  return { isOver: true }
}
