import { type Entrant, enterMembers, type Member, memberAudit, writeMembers } from '../members/index.js'
import { tell } from '../notifications/index.js'
import type { Ctx } from '../platform/context.js'
import { newId } from '../platform/ids.js'
import type { Task } from '../platform/jobs/task.js'
import { applyHouseholds } from './apply-households.js'
import { addRefs } from './external-refs.repository.js'
import { notificationOfImport } from './import-notices.js'
import { type AppliedRow, countFates, storeOutcome, waitingRows } from './import-rows.repository.js'
import { householdChange, judgeRows, type Judgement } from './judge-rows.js'
import type { MemberImport, RowFault } from './member-import.js'
import { changeImport } from './member-imports.repository.js'
import { pause } from './pause.js'
import { doParts, goingOn, runStep, stepOf } from './run-step.js'
import { seeRows } from './see-rows.js'

/** The task that applies imports. */
export const applyTaskName = 'apply-import'

/** Rows that are applied in one transaction: few enough that nobody waits long for the counter of member numbers. */
const atOnce = 500

/**
 * Applies an import: people first, then their households, so that nobody needs to be found in a later part. Each part is
 * judged anew by the roll as it is.
 */
export const applyTask: Task = {
  task: applyTaskName,
  run: (ctx, data, attempt) => {
    const job = stepOf(data)
    return runStep(ctx, { job, attempt }, async () => {
      const status = 'APPLYING' as const
      await seeRows(ctx)
      if ((await doParts(ctx, { status, job, work: goingOn(0, applyPart) })) === 'GONE') return
      if ((await doParts(ctx, { status, job, work: goingOn('', applyHouseholds) })) === 'GONE') return
      await doParts(ctx, { status, job, work: finish })
    })
  },
}

async function applyPart(ctx: Ctx, found: MemberImport, after: number): Promise<number | null> {
  const rows = await waitingRows(ctx.db, { importId: found.id, after, limit: atOnce })
  if (rows.length === 0) return null
  const place = { importId: found.id, source: found.source ?? '' }
  const judged = (await judgeRows(ctx.db, rows, { ...place, repeated: new Set() })).map(asPromised)
  await pause()
  const made = await create(ctx, found, judged)
  await pause()
  const changed = await update(ctx, found, judged)
  const unchanged = judged.filter(({ fate }) => fate === 'UNCHANGED' || fate === 'REFUSED').map(outcomeOf)
  const outcomes = [...made, ...changed, ...unchanged]
  const idOf = new Map(outcomes.map(({ rowNo, memberId }) => [rowNo, memberId]))
  const refs = judged.flatMap(({ row, rowNo }) => {
    const entityId = idOf.get(rowNo)
    return row.externalId && entityId ? [{ entityId, externalId: row.externalId }] : []
  })
  await addRefs(ctx.db, { entity: 'member', ...place }, refs)
  await storeOutcome(ctx.db, found.id, outcomes)
  await changeImport(ctx.db, found.id, { doneRows: found.doneRows + rows.length, now: ctx.clock.now() })
  return rows.at(-1)?.rowNo ?? null
}

const gone: RowFault = {
  ...{ code: 'CHANGED_SINCE', column: null },
  message: 'Whoever the preview meant is not to be found any more.',
}

/** Nobody is entered anew whom the preview had found. */
const asPromised = (judgement: Judgement): Judgement =>
  judgement.fate === 'CREATE' && judgement.row.fate !== 'CREATE'
    ? { ...judgement, fate: 'REFUSED', faults: [gone] }
    : judgement

const outcomeOf = ({ rowNo, fate, faults, changes, memberId }: Judgement): AppliedRow => ({
  ...{ rowNo, fate, faults, changes, memberId, before: null, versionAfter: null },
})

async function create(ctx: Ctx, found: MemberImport, judged: readonly Judgement[]): Promise<readonly AppliedRow[]> {
  const wanted = judged.filter(({ fate }) => fate === 'CREATE').map((one) => ({ one, id: newId(ctx.clock) }))
  if (wanted.length === 0) return []
  const people = wanted.map(({ one: { row }, id }): Entrant => {
    const { firstName = '', lastName = '' } = row.profile
    return { ...row.profile, id, firstName: firstName ?? '', lastName: lastName ?? '' }
  })
  const members = new Map((await enterMembers(ctx.db, people)).map((member) => [member.id, member]))
  return wanted.map(({ one, id }) => {
    const member = members.get(id)
    if (!member) throw new Error('Somebody who was just entered is not there.')
    record(ctx, { action: 'member.create', before: null, after: member, found })
    return { ...outcomeOf(one), memberId: id, versionAfter: member.version }
  })
}

async function update(ctx: Ctx, found: MemberImport, judged: readonly Judgement[]): Promise<readonly AppliedRow[]> {
  const written: Member[] = []
  const outcomes = judged.flatMap((one): AppliedRow[] => {
    const { fate, member, row } = one
    if (fate !== 'UPDATE' || !member) return []
    const fields = one.changes.filter((name) => name !== householdChange) as (keyof Member)[]
    const before = Object.fromEntries(fields.map((field) => [field, member[field]]))
    if (fields.length === 0) return [{ ...outcomeOf(one), before, versionAfter: member.version }]
    const told = Object.fromEntries(
      Object.entries(row.profile).filter(([name]) => fields.includes(name as keyof Member)),
    )
    const after: Member = { ...member, ...told, version: member.version + 1 }
    written.push(after)
    record(ctx, { action: 'member.update', before: member, after, found })
    return [{ ...outcomeOf(one), before, versionAfter: after.version }]
  })
  await writeMembers(ctx.db, written, ctx.clock.now())
  return outcomes
}

interface Recorded {
  readonly action: `member.${string}`
  readonly before: Member | null
  readonly after: Member
  readonly found: MemberImport
}

/** Each entry names the import, by which it is known who asked for it. */
function record(ctx: Ctx, { action, before, after, found }: Recorded): void {
  const entry = memberAudit(before, after)
  ctx.audit({ action, ...entry, after: { ...entry.after, importId: found.id } })
}

async function finish(ctx: Ctx, found: MemberImport): Promise<{ readonly isOver: boolean }> {
  const counts = await countFates(ctx.db, found.id)
  const now = ctx.clock.now()
  ctx.audit({ action: 'memberImport.finish', entity: 'memberImport', entityId: found.id, after: counts })
  await changeImport(ctx.db, found.id, { status: 'DONE', doneRows: found.rowCount, counts, finishedAt: now, now })
  await tell(ctx, notificationOfImport(found, 'APPLIED', counts))
  return { isOver: true }
}
