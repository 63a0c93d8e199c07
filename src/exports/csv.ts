import type { Transform } from 'node:stream'
import { format } from 'fast-csv'

/** What a spreadsheet would compute, or hide something in front of. */
const startsFormula = /^[=+\-@\t\r]/

/** A text as a cell that no spreadsheet computes: with an apostrophe in front where it could be a formula. */
export const defused = (text: string): string => (startsFormula.test(text) ? `'${text}` : text)

/** Takes rows of texts and gives a CSV file in UTF-8: byte-order mark, headings, CRLF, quotes as in RFC 4180. */
export function csvOf(headings: readonly string[]): Transform {
  const csv = format({
    headers: [...headings],
    alwaysWriteHeaders: true,
    includeEndRowDelimiter: true,
    rowDelimiter: '\r\n',
  })
  // Not by its own option, which forgets it where there are no rows.
  csv.push('\uFEFF')
  return csv
}
