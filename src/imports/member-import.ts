import type { Relation } from '../households/index.js'
import type { Member, MemberProfile } from '../members/index.js'
import type { Instant } from '../platform/instant.js'
import type { ImportField } from './import-fields.js'
import type { DateOrder, OrderEvidence } from './partial-date.js'

/** The reasons to say no that only imports have. */
export const importRefusals = {
  COLUMNS_NEEDED: 'No columns say who a row is about: map both names, or a number or outside id.',
  IMPORT_RUNNING: 'Another import of the church is being applied or undone: wait for its end.',
} as const

/** Where an import stands. */
export const importStatuses = [
  ...(['AWAITING_FILE', 'RECEIVING', 'REJECTED', 'RECEIVED', 'PREVIEWING', 'PREVIEWED'] as const),
  ...(['APPLYING', 'DONE', 'UNDOING', 'UNDONE'] as const),
] as const

/** One of `importStatuses`. */
export type ImportStatus = (typeof importStatuses)[number]

/** What becomes of a row. */
export const rowFates = ['CREATE', 'UPDATE', 'UNCHANGED', 'REFUSED'] as const

/** One of `rowFates`. */
export type RowFate = (typeof rowFates)[number]

/** What becomes of fields whose cells are blank. */
export const blankChoices = ['KEEP', 'CLEAR'] as const

/** A column of a file. */
export interface ImportColumn {
  readonly heading: string
  /** What it means; null is not imported. */
  readonly field: ImportField | null
  /** The first text that stands in it, shortened. */
  readonly sample: string | null
  readonly dates: OrderEvidence
}

/** How many rows meet each fate; after undoing also how many were undone and kept. */
export interface ImportCounts {
  readonly create?: number
  readonly update?: number
  readonly unchanged?: number
  readonly refused?: number
  readonly undone?: number
  readonly kept?: number
}

/** Members and households from one file. */
export interface MemberImport {
  readonly id: string
  readonly createdBy: string
  readonly fileName: string
  readonly status: ImportStatus
  readonly faultCode: string | null
  readonly faultMessage: string | null
  /** Whose outside ids the file has. */
  readonly source: string | null
  readonly dialect: string | null
  readonly encoding: string | null
  readonly delimiter: string | null
  readonly columns: readonly ImportColumn[]
  readonly blankCells: (typeof blankChoices)[number]
  /** How dates are read that do not say it themselves; null until it is decided. */
  readonly dateOrder: DateOrder | null
  readonly rowCount: number
  readonly doneRows: number
  readonly step: number
  readonly counts: ImportCounts
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly finishedAt: Instant | null
}

/** Why a row is refused, or what was guessed of it: a code, the heading of the column, and a sentence. */
export interface RowFault {
  readonly code: string
  readonly column: string | null
  readonly message: string
}

/** What a row says of a person. */
export type RowProfile = MemberProfile & { readonly status?: Exclude<Member['status'], 'ERASED'> }

/** A row as it is understood, before anybody has looked for the person. */
export interface ReadRow {
  readonly rowNo: number
  readonly profile: RowProfile
  readonly externalId: string | null
  readonly memberNumber: string | null
  readonly matchKey: string | null
  readonly householdKey: string | null
  readonly householdName: string | null
  readonly relation: Relation | null
  readonly faults: readonly RowFault[]
  /** What was guessed of it, which refuses nothing. */
  readonly notes: readonly RowFault[]
}

/** The fault of a step that was tried again and again in vain. */
export const stepFailed = 'FAILED'

/** Days in which an import can be undone. */
export const undoDays = 30

/** Whether the step that an import stands in has come to nothing, so that it may be asked for again. */
export const isStuck = ({ faultCode }: Pick<MemberImport, 'faultCode'>): boolean => faultCode === stepFailed

/** How two numbers in front of a year are read where a church is: only the United States begin with the month. */
export const usualDateOrder = ({ currency }: { readonly currency: string }): DateOrder =>
  currency === 'USD' ? 'MDY' : 'DMY'
