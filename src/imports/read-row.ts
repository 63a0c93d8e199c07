import { createHash } from 'node:crypto'
import type { Relation } from '../households/index.js'
import { profileFaults, recordFields, tidyProfile } from '../members/index.js'
import type { LocalDate } from '../platform/instant.js'
import { isRefusal } from '../platform/refusal.js'
import { countCharacters } from '../platform/text.js'
import { tidyPhone, wordReaders } from './cell-words.js'
import type { FileRow } from './file-text.js'
import type { ImportField } from './import-fields.js'
import type { ImportColumn, ReadRow, RowFault, RowProfile } from './member-import.js'
import { type DateOrder, provenOrder, readDay } from './partial-date.js'

/** How the rows of one file are understood. */
export interface RowReading {
  readonly columns: readonly ImportColumn[]
  readonly blankCells: 'KEEP' | 'CLEAR'
  /** For columns whose dates do not prove their order. */
  readonly dateOrder: DateOrder
  /** In the church's time zone. */
  readonly today: LocalDate
}

/** A row while it is read: what stands where, and what is wrong with it. */
interface Draft {
  readonly reading: RowReading
  /** The text of a field; undefined when no column has it, null when its cell is blank. */
  readonly text: (field: ImportField) => string | null | undefined
  readonly fault: (field: ImportField, code: string, message: string) => void
  readonly note: (field: ImportField, code: string, message: string) => void
}

const names: readonly ImportField[] = ['firstName', 'lastName']
const phones: readonly ImportField[] = ['phone', 'phoneHome', 'emergencyPhone']
const lines = ['addressLine1', 'addressLine2', 'city'] as const
const worded = ['gender', 'maritalStatus', 'occupationalStatus', 'country'] as const
/** Those that are not copied as they stand. */
const special: readonly ImportField[] = [
  ...(['externalId', 'memberNumber', ...lines, 'state', 'zip', 'birthDate', 'birthYear', 'birthMonth'] as const),
  ...(['birthDay', 'joinedOn', 'status', 'householdId', 'householdName', 'householdRelation'] as const),
  ...worded,
]
const birthParts: readonly ImportField[] = ['birthYear', 'birthMonth', 'birthDay']

/** Understands one row: what it says of a person and their household, and everything that is wrong with it. */
export function readRow(row: FileRow, reading: RowReading): ReadRow {
  const [faults, notes]: [RowFault[], RowFault[]] = [[], []]
  const draft = draftOf(row, reading, { faults, notes })
  const profile = tidyProfile({ ...copied(draft), ...addressOf(draft), ...wordsOf(draft), ...daysOf(draft) })
  for (const { field, code, message } of faultsOf(profile, reading.today)) draft.fault(field, code, message)
  const status = draft.text('status')
  const readStatus = status ? wordReaders.status(status) : null
  if (status && !readStatus) draft.fault('status', 'INVALID', 'This status is not known.')
  const keys = keysOf(draft)
  return {
    rowNo: row.rowNo,
    profile: { ...profile, ...(readStatus && { status: readStatus }) },
    ...keys,
    matchKey: matchKeyOf(profile, keys),
    ...{ faults, notes },
  }
}

/** What is said of a row while it is read. */
interface Remarks {
  readonly faults: RowFault[]
  readonly notes: RowFault[]
}

function draftOf({ cells }: FileRow, reading: RowReading, { faults, notes }: Remarks): Draft {
  const { columns } = reading
  const places = new Map(columns.flatMap(({ field }, at) => (field ? [[field, at] as const] : [])))
  if (cells.slice(columns.length).some((cell) => cell !== '')) {
    faults.push({ code: 'TOO_MANY_CELLS', column: null, message: 'The row has more cells than there are headings.' })
  }
  const remark =
    (remarks: RowFault[]): Draft['fault'] =>
    (field, code, message) => {
      remarks.push({ code, message, column: columns[places.get(field) ?? -1]?.heading ?? null })
    }
  return {
    reading,
    text: (field) => {
      const at = places.get(field)
      if (at === undefined) return undefined
      const cell = cells[at] ?? ''
      // What our own exports put in front of what a spreadsheet would compute.
      return (/^'[=+\-@]/.test(cell) ? cell.slice(1) : cell) || null
    },
    fault: remark(faults),
    note: remark(notes),
  }
}

/** A blank cell leaves its field out, or empties it; names cannot be emptied. */
function copied({ reading: { columns, blankCells }, text }: Draft): RowProfile {
  const entries = columns.flatMap(({ field }) => {
    if (!field || special.includes(field)) return []
    const value = text(field) ?? null
    if (value === null && (blankCells === 'KEEP' || names.includes(field))) return []
    return [[field, value !== null && phones.includes(field) ? tidyPhone(value) : value] as const]
  })
  return Object.fromEntries(entries)
}

/** One line out of many: `12 Ring Road, Flat 3, Springfield, IL 62701`. A column with the whole address goes before. */
function addressOf({ reading: { blankCells }, text }: Draft): RowProfile {
  const parts = [...lines, 'state' as const, 'zip' as const]
  if (text('address') || parts.every((part) => text(part) === undefined)) return {}
  const end = [text('state'), text('zip')].filter(Boolean).join(' ')
  const address = [...lines.map(text), end].filter(Boolean).join(', ')
  return address === '' && blankCells === 'KEEP' ? {} : { address: address || null }
}

/** What stands where nothing is known: other systems write it where ours leaves a blank. */
const unknown = /^(unknown|unassigned|n\/?a|-+|none|not specified|0)$/i

function wordsOf({ reading: { blankCells }, text, fault }: Draft): RowProfile {
  const read: Record<string, string | null> = {}
  for (const field of worded) {
    const word = text(field)
    if (word === undefined) continue
    const value = word === null || unknown.test(word) ? null : wordReaders[field](word)
    if (word !== null && value === null && !unknown.test(word)) fault(field, 'INVALID', 'This word is not known here.')
    if (value !== null || blankCells === 'CLEAR') read[field] = value
  }
  return read
}

function daysOf(draft: Draft): RowProfile {
  const { text, fault, note, reading } = draft
  const birth = text('birthDate') ?? birthOfParts(draft)
  const joined = text('joinedOn')
  const read = (field: 'birthDate' | 'joinedOn', told: string) => {
    const evidence = reading.columns.find((column) => column.field === field)?.dates
    const order = (evidence && provenOrder(evidence)) ?? reading.dateOrder
    const day = readDay(told, field === 'birthDate' ? 'BIRTHDAY' : 'DAY', { order, today: reading.today })
    const column = text(field) ? field : 'birthYear'
    if (!day) fault(column, 'INVALID', 'This is no day that can be understood.')
    if (day?.isGuessed) note(column, 'DAY_GUESSED', `The day is not told in full: it is kept as ${day.day}.`)
    return day
  }
  const birthday = birth ? read('birthDate', birth) : null
  const joinedOn = joined ? read('joinedOn', joined) : null
  const clears = reading.blankCells === 'CLEAR'
  return {
    ...(birthday && { birthDate: birthday.day, birthYearKnown: birthday.yearKnown }),
    ...(clears && birth === null && { birthDate: null, birthYearKnown: true }),
    ...(joinedOn && { joinedOn: joinedOn.day }),
    ...(clears && joined === null && { joinedOn: null }),
  }
}

/** Year, month and day out of columns of their own, as one text; 0 stands for nothing. */
function birthOfParts({ text }: Draft): string | null | undefined {
  if (birthParts.every((field) => text(field) === undefined)) return undefined
  const [year, month, day] = birthParts.map((field) => {
    const told = text(field) ?? ''
    return /^0*$/.test(told) ? '' : told.padStart(field === 'birthYear' ? 4 : 2, '0')
  })
  if (!year && !month && !day) return null
  if (!year) return `--${month}-${day}`
  return [year, month, month && day].filter(Boolean).join('-')
}

const fieldAt = new Map(recordFields.map(({ field, path }) => [path.join('.'), field]))

/** What the record's own limits say, by the fields of the file. Names that are missing are judged with the match. */
function faultsOf(profile: RowProfile, today: LocalDate) {
  const refusal = profileFaults(profile, today)
  if (!refusal || !isRefusal(refusal)) return []
  return refusal.errors.map(({ code, message, path }) => ({
    ...{ code, message },
    // The paths of profileFaults are those of the record's fields, which columns are named after.
    field: (fieldAt.get(path.join('.')) ?? path[0]) as ImportField,
  }))
}

type Keys = Pick<ReadRow, 'externalId' | 'memberNumber' | 'householdKey' | 'householdName' | 'relation'>

function keysOf({ text, fault }: Draft): Keys {
  const short = (field: ImportField, maximum: number): string | null => {
    const value = text(field) ?? null
    if (value === null || countCharacters(value) <= maximum) return value
    fault(field, 'TOO_LONG', `Must not be longer than ${maximum} characters.`)
    return null
  }
  const told = text('householdRelation')
  const relation: Relation | null = told ? (wordReaders.householdRelation(told) ?? 'OTHER') : null
  const householdName = short('householdName', 255)
  return {
    externalId: short('externalId', 255),
    memberNumber: short('memberNumber', 20),
    householdKey: short('householdId', 255) ?? householdName,
    ...{ householdName, relation },
  }
}

const folded = (text: string | null | undefined): string =>
  (text ?? '').normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** What only this person can have in a file; null for a row that names nobody. */
function matchKeyOf(profile: RowProfile, { externalId, memberNumber }: Keys): string | null {
  const [first, last] = [folded(profile.firstName), folded(profile.lastName)]
  const contact = [profile.email ?? '', (profile.phone ?? '').replaceAll(/\D/g, '').slice(-9)]
  const who = profile.birthDate ? [profile.birthDate, String(profile.birthYearKnown ?? true)] : contact
  if (!externalId && !memberNumber && (!first || !last)) return null
  const key = externalId ? ['id', externalId] : memberNumber ? ['number', memberNumber] : [first, last, ...who]
  return createHash('sha256').update(JSON.stringify(key)).digest('base64url')
}
