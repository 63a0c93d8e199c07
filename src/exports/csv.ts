import { Readable } from 'node:stream'
import { FormatterOptions } from '@fast-csv/format'
// Its stream wraps each row in a buffer and a promise of its own, which takes twice the time of the rows (decision 40).
import { RowFormatter } from '@fast-csv/format/build/src/formatter/index.js'
import type { TextRow } from '../platform/db/long-reading.js'
import type { Column } from './exported-list.js'

/** What a spreadsheet would compute, or hide something in front of. */
const startsFormula = /^[=+\-@\t\r]/

/** A text as a cell that no spreadsheet computes: with an apostrophe in front where it could be a formula. */
export const defused = (text: string): string => (startsFormula.test(text) ? `'${text}` : text)

/**
 * A CSV file in UTF-8: byte-order mark, headings, CRLF, quotes as in RFC 4180. It asks for a batch when the one before has
 * been taken, and gives one chunk for each: rows one by one would each cross the network alone.
 */
export const csvOf = (columns: readonly Column[], batches: AsyncIterable<readonly TextRow[]>): Readable =>
  Readable.from(chunks(columns, batches), { objectMode: false })

async function* chunks(columns: readonly Column[], batches: AsyncIterable<readonly TextRow[]>): AsyncGenerator<string> {
  const isWords = columns.map(({ holds }) => holds === 'words')
  const write = rowWriter()
  let chunk = `\uFEFF${write(columns.map(({ heading }) => defused(heading)))}`
  for await (const rows of batches) {
    for (const row of rows) chunk += write(row.map((text, at) => (text !== null && isWords[at] ? defused(text) : text)))
    yield chunk
    chunk = ''
  }
  yield `${chunk}${rowEnd}`
}

const rowEnd = '\r\n'

/** Writes rows by fast-csv's rules, one after the other; each but the first begins with the end of the one before. */
function rowWriter(): (row: (string | null)[]) => string {
  const formatter = new RowFormatter<(string | null)[], (string | null)[]>(
    new FormatterOptions({ headers: false, rowDelimiter: rowEnd }),
  )
  let written = ''
  const take = (error: Error | null, lines?: string[]): void => {
    if (error) throw error
    written = lines?.join('') ?? ''
  }
  return (row) => {
    // It answers before it returns: nothing transforms the rows.
    formatter.format(row, take)
    return written
  }
}
