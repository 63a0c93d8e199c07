import { type FieldName, nameOfField } from './field-names.js'
import { importAddress, type Whereabouts } from './import-address.js'
import type { ReportedRow } from './import-list.queries.js'
import type { ImportCounts, MemberImport } from './member-import.js'
import { type OrderEvidence, provenOrder } from './partial-date.js'
import { undoUntil } from './undo-import.js'

/** An import as the API shows it. */
export function shownImport(found: MemberImport, whereabouts: Whereabouts) {
  const { columns, counts, faultCode, faultMessage, ...plain } = found
  return {
    ...plain,
    fault: faultCode === null ? null : { code: faultCode, column: null, message: faultMessage ?? '' },
    columns: columns.map(shownColumn),
    counts: shownCounts(counts),
    undoUntil: undoUntil(found),
    refusedRowsUrl: counts.refused ? importAddress(whereabouts, `${found.id}/refused-rows`) : null,
  }
}

interface Column {
  readonly heading: string
  readonly field: Parameters<typeof nameOfField>[0] | null
  readonly sample: string | null
  readonly dates: OrderEvidence
}

const shownColumn = ({ heading, field, sample, dates }: Column) => {
  const name: FieldName | null = field === null ? null : nameOfField(field)
  return { heading, field: name, sample, provenDateOrder: provenOrder(dates), hasUnsureDates: dates.unsure }
}

const shownCounts = (counts: ImportCounts): Required<ImportCounts> => ({
  ...{ create: 0, update: 0, unchanged: 0, refused: 0, undone: 0, kept: 0 },
  ...counts,
})

/** A row as the API shows it. */
export const shownRow = ({ rowNo, undone, undoReason, ...row }: ReportedRow) => ({
  ...row,
  row: Number(rowNo),
  keptBecause: undone === 'KEPT' ? undoReason : null,
})
