import { lockMembers, type Member } from '../members/index.js'
import type { Db } from '../platform/db/handles.js'
import type { JudgedRow, StagedRow } from './import-rows.repository.js'
import { type Candidate, findCandidates } from './match-members.queries.js'
import type { RowFault, RowProfile } from './member-import.js'

/** A row, what becomes of it, and whom it is about; null for somebody new. */
export interface Judgement extends JudgedRow {
  readonly row: StagedRow
  readonly member: Member | null
}

/** What stands in `changes` for somebody who comes to live in a household. */
export const householdChange = 'household'

/** Which import the rows are of, whose ids its file has, and which of the rows repeat an earlier one. */
export interface Judging {
  readonly importId: string
  readonly source: string
  readonly repeated: ReadonlySet<number>
}

/**
 * Decides what becomes of rows, by the roll as it is now. Whoever a row is about is locked until the transaction ends, so
 * that a decision which is carried out in it stays true.
 */
export async function judgeRows(db: Db, rows: readonly StagedRow[], judging: Judging): Promise<readonly Judgement[]> {
  const sound = rows.filter(({ faults, rowNo }) => faults.length === 0 && !judging.repeated.has(rowNo))
  const candidates = await findCandidates(db, { ...judging, rowNos: sound.map(({ rowNo }) => rowNo) })
  const byRow = Map.groupBy(candidates, ({ rowNo }) => rowNo)
  const members = await lockMembers(db, [...new Set(candidates.map(({ memberId }) => memberId))])
  const byId = new Map(members.map((member) => [member.id, member]))
  const taken = new Set<string>()
  return rows.map((row) => {
    if (row.faults.length > 0) return refused(row, row.faults)
    if (judging.repeated.has(row.rowNo)) return refused(row, [repeats])
    const found = choose(byRow.get(row.rowNo) ?? [])
    if (found === 'SEVERAL') return refused(row, [several])
    if (!found) return row.profile.firstName && row.profile.lastName ? created(row) : refused(row, namesMissing(row))
    if (found.status === 'ERASED') return refused(row, [erased])
    if (found.isArchived) return refused(row, [archived])
    if (taken.has(found.memberId)) return refused(row, [repeats])
    taken.add(found.memberId)
    const member = byId.get(found.memberId)
    if (!member) throw new Error('Somebody who was found on the roll is not there.')
    return compared(row, member, found)
  })
}

const fault = (code: string, message: string, column: string | null = null): RowFault => ({ code, message, column })
/** Why a row is refused that is about somebody whom an earlier row is about. */
export const repeats = fault('ROW_REPEATED', 'An earlier row of the file is about the same person.')
const several = fault('SEVERAL_MATCH', 'Several members could be meant: merge them, or give the number of one.')
const archived = fault('MEMBER_ARCHIVED', 'The member is in the archive: restore them first.')
const erased = fault('MEMBER_ERASED', 'This person was erased from the roll.')

const namesMissing = ({ profile }: StagedRow): readonly RowFault[] =>
  (['firstName', 'lastName'] as const)
    .filter((field) => !profile[field])
    .map((field) => fault('REQUIRED', 'Whoever is new needs a first and a last name.', field))

/** The surest of them. An outside id and a number must mean the same person. */
function choose(candidates: readonly Candidate[]): Candidate | 'SEVERAL' | null {
  const [best] = candidates.toSorted((a, b) => a.rank - b.rank)
  if (!best) return null
  const equals = candidates.filter(({ rank }) => rank === best.rank || (best.rank === 1 && rank === 2))
  return new Set(equals.map(({ memberId }) => memberId)).size > 1 ? 'SEVERAL' : best
}

const refused = (row: StagedRow, faults: readonly RowFault[]): Judgement => ({
  ...{ row, rowNo: row.rowNo, fate: 'REFUSED', faults, changes: [], memberId: null, member: null },
})

const created = (row: StagedRow): Judgement => ({
  ...{ row, rowNo: row.rowNo, fate: 'CREATE', faults: [], changes: [], memberId: null, member: null },
})

function compared(row: StagedRow, member: Member, { hasHousehold }: Candidate): Judgement {
  const joins = row.householdKey !== null && !hasHousehold && member.status !== 'DECEASED'
  const changes = [...changedFields(row.profile, member), ...(joins ? [householdChange] : [])]
  const fate = changes.length > 0 ? 'UPDATE' : 'UNCHANGED'
  return { row, rowNo: row.rowNo, fate, faults: [], changes, memberId: member.id, member }
}

/**
 * The fields that a row would change. Status never: it has an operation of its own. A birthday without its year says
 * nothing new of one that is known in full.
 */
function changedFields(profile: RowProfile, member: Member): readonly (keyof RowProfile & keyof Member)[] {
  const knowsBetter =
    profile.birthYearKnown === false &&
    member.birthYearKnown &&
    member.birthDate !== null &&
    member.birthDate.slice(4) === profile.birthDate?.slice(4)
  const names = Object.keys(profile).toSorted() as (keyof RowProfile & keyof Member)[]
  return names.filter((name) => {
    if (name === 'status' || (knowsBetter && (name === 'birthDate' || name === 'birthYearKnown'))) return false
    return (profile[name] ?? null) !== member[name]
  })
}
