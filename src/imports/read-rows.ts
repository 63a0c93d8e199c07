import type { Readable, Writable } from 'node:stream'
import { parse } from 'fast-csv'
import { countCharacters } from '../platform/text.js'
import { decodeCell, delimiterOf, type Encoding, FileFault, type FileRow, sniff, utf16ToUtf8 } from './file-text.js'
import { readChurchCrm } from './read-churchcrm.js'

/** How much a file may hold. `rowBytes` bounds what is kept while a row is not over. */
export interface FileLimits {
  readonly bytes: number
  readonly rows: number
  readonly columns: number
  readonly cell: number
  readonly rowBytes: number
}

/** The limits of every import; bytes, rows under the headings, columns, characters of a cell. */
export const fileLimits: FileLimits = {
  ...{ bytes: 200_000_000, rows: 1_000_000, columns: 200, cell: 10_000, rowBytes: 512 * 1024 },
}

/** What was learnt of a file while it was read; whole only when all of its rows have been taken. */
export interface FileNotes {
  encoding: Encoding
  delimiter: string
}

/** The rows of a file: the headings first. */
export interface OpenedFile {
  readonly notes: FileNotes
  readonly rows: AsyncIterable<FileRow>
}

/**
 * Reads a CSV file as it comes, in UTF-8, UTF-16 or Windows-1252, with whatever delimiter. Rows in which nothing stands
 * are left out, and counted. Nothing but the row that is being read is kept.
 *
 * The first row is judged here: whoever takes the rows is thrown a FileFault for it, for a file that is no CSV, and for
 * each of `limits`; the source is left where it was read to.
 */
export async function openFile(source: Readable, limits: FileLimits = fileLimits): Promise<OpenedFile> {
  // Not destroyed when reading stops early: a request must still be answered.
  const chunks = source.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>
  const head = await readHead(chunks)
  try {
    if (head.length === 0) throw new FileFault('FILE_EMPTY')
    const { utf16, skip } = sniff(head)
    const start = head.subarray(skip)
    const text = utf16 ? new TextDecoder(utf16).decode(start) : start.toString('latin1')
    const whole = measured({ head: start, chunks }, limits)
    const notes: FileNotes = { encoding: utf16 ? 'UTF-16' : 'UTF-8', delimiter: delimiterOf(text) }
    if (/^\s*[{[]/.test(text)) return { notes, rows: checked(readChurchCrm(whole), limits) }
    return { notes, rows: rowsOf({ bytes: utf16 ? utf16ToUtf8(whole, utf16) : whole, notes }, limits) }
  } catch (error) {
    await chunks.return?.()
    throw error
  }
}

/** The same rows; throws CELL_TOO_LONG and FILE_IS_BINARY for what no table of ours takes. */
async function* checked(rows: AsyncIterable<FileRow>, limits: FileLimits): AsyncGenerator<FileRow> {
  for await (const row of rows) {
    for (const cell of row.cells) refuseCell(cell, { rowNo: row.rowNo, limits })
    yield row
  }
}

function refuseCell(text: string, { rowNo, limits }: { readonly rowNo: number; readonly limits: FileLimits }): void {
  if (text.includes('\0')) throw new FileFault('FILE_IS_BINARY', rowNo)
  if (text.length > limits.cell && countCharacters(text) > limits.cell) throw new FileFault('CELL_TOO_LONG', rowNo)
}

/** Enough to know what it is; all of it when it is shorter. */
async function readHead(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  let head = Buffer.alloc(0)
  while (head.length < 4096) {
    const next = await chunks.next()
    if (next.done === true) break
    head = Buffer.concat([head, next.value])
  }
  return head
}

/** The bytes of a file, until they are too many. */
async function* measured(
  { head, chunks }: { readonly head: Buffer; readonly chunks: AsyncIterator<Buffer> },
  limits: FileLimits,
): AsyncGenerator<Buffer> {
  let bytes = head.length
  try {
    if (bytes > limits.bytes) throw new FileFault('FILE_TOO_LARGE')
    yield head
    for (;;) {
      const next = await chunks.next()
      if (next.done === true) return
      bytes += next.value.length
      if (bytes > limits.bytes) throw new FileFault('FILE_TOO_LARGE')
      yield next.value
    }
  } finally {
    await chunks.return?.()
  }
}

interface Reading {
  readonly bytes: AsyncIterable<Buffer>
  readonly notes: FileNotes
}

async function* rowsOf({ bytes, notes }: Reading, limits: FileLimits): AsyncGenerator<FileRow> {
  // One byte a character: what stands between cells is ASCII in all encodings, and cells are decoded one by one.
  const csv = parse({ delimiter: notes.delimiter, encoding: 'latin1', headers: false, ignoreEmpty: false })
  const seen = { rows: 0, people: 0, bytes: 0 }
  feed(bytes, { csv, seen, limits }).catch((error: unknown) => {
    csv.destroy(error instanceof Error ? error : new Error(String(error)))
  })
  try {
    for await (const raw of csv as AsyncIterable<readonly string[]>) {
      seen.rows += 1
      seen.bytes = 0
      const cells = cellsOf(raw, { rowNo: seen.rows, limits, notes })
      if (seen.rows === 1) yield { rowNo: 1, cells: headingsOf(cells, limits) }
      else if (cells.some((cell) => cell !== '')) {
        seen.people += 1
        if (seen.people > limits.rows) throw new FileFault('TOO_MANY_ROWS', seen.rows)
        yield { rowNo: seen.rows, cells }
      }
    }
  } catch (error) {
    throw faultOf(error, seen.rows)
  } finally {
    csv.destroy()
  }
  if (seen.people === 0) throw new FileFault('FILE_EMPTY')
}

interface Feeding {
  readonly csv: Writable
  /** How many bytes were handed over since the last row came out. */
  readonly seen: { bytes: number }
  readonly limits: FileLimits
}

/** How much is handed to the parser at once. */
const portion = 65_536

/** Hands the bytes to the parser as fast as rows are taken; a row that never ends is stopped. */
async function feed(bytes: AsyncIterable<Buffer>, { csv, seen, limits }: Feeding): Promise<void> {
  for await (const piece of bytes) {
    for (let at = 0; at < piece.length; at += portion) {
      const part = piece.subarray(at, at + portion)
      seen.bytes += part.length
      if (seen.bytes > limits.rowBytes) throw new FileFault('CSV_UNCLOSED_QUOTE')
      await new Promise<void>((resolve, reject) => {
        csv.write(part, (error) => (error ? reject(error) : resolve()))
      })
    }
  }
  csv.end()
}

function cellsOf(
  raw: readonly string[],
  { rowNo, limits, notes }: { readonly rowNo: number; readonly limits: FileLimits; readonly notes: FileNotes },
): readonly string[] {
  if (raw.length > limits.columns + 1) throw new FileFault('TOO_MANY_COLUMNS', rowNo)
  return raw.map((bytes) => {
    const { text, encoding } = decodeCell(bytes)
    if (encoding === 'WINDOWS-1252') notes.encoding = encoding
    refuseCell(text, { rowNo, limits })
    return text.trim()
  })
}

/** The headings, without empty ones at the end; each once, none empty, and none that looks like somebody's data. */
function headingsOf(cells: readonly string[], limits: FileLimits): readonly string[] {
  const headings = cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1)
  if (headings.length > limits.columns) throw new FileFault('TOO_MANY_COLUMNS', 1)
  const isData = (cell: string) => cell === '' || /^[\d\s()+/.,-]+$/.test(cell) || /^\S+@\S+\.\S+$/.test(cell)
  if (headings.length === 0 || headings.some(isData)) throw new FileFault('HEADINGS_MISSING', 1)
  if (headings.some((cell) => countCharacters(cell) > 255)) throw new FileFault('CELL_TOO_LONG', 1)
  const names = new Set(headings.map((cell) => cell.toLowerCase()))
  if (names.size < headings.length) throw new FileFault('HEADINGS_REPEATED', 1)
  return headings
}

/** What the parser says of a row, in our words; it would repeat the row itself. */
function faultOf(error: unknown, rows: number): unknown {
  if (error instanceof FileFault) return error
  const message = error instanceof Error ? error.message : ''
  if (message.startsWith('Parse Error: missing closing')) return new FileFault('CSV_UNCLOSED_QUOTE', rows + 1)
  if (message.startsWith('Parse Error')) return new FileFault('CSV_BROKEN', rows + 1)
  return error
}
