import { Readable } from 'node:stream'
import { writeToString } from 'fast-csv'
import type { TextRow } from '../platform/db/long-reading.js'
import type { Column } from './exported-list.js'

/** What a spreadsheet would compute, or hide something in front of. */
const startsFormula = /^[=+\-@\t\r]/

/** A text as a cell that no spreadsheet computes: with an apostrophe in front where it could be a formula. */
export const defused = (text: string): string => (startsFormula.test(text) ? `'${text}` : text)

const spelling = { headers: false, includeEndRowDelimiter: true, rowDelimiter: '\r\n' } as const

/**
 * A CSV file in UTF-8: byte-order mark, headings, CRLF, quotes as in RFC 4180. It asks for a batch when the one before has
 * been taken, and gives one chunk for each: rows one by one would each cross the network alone.
 */
export const csvOf = (columns: readonly Column[], batches: AsyncIterable<readonly TextRow[]>): Readable =>
  Readable.from(chunks(columns, batches), { objectMode: false })

async function* chunks(columns: readonly Column[], batches: AsyncIterable<readonly TextRow[]>): AsyncGenerator<string> {
  const isWords = columns.map(({ holds }) => holds === 'words')
  const headings = await writeToString([columns.map(({ heading }) => heading)], spelling)
  let before = `\uFEFF${headings}`
  for await (const rows of batches) {
    const safe = rows.map((row) => row.map((text, at) => (text !== null && isWords[at] ? defused(text) : text)))
    yield before + (await writeToString(safe, spelling))
    before = ''
  }
  if (before) yield before
}
