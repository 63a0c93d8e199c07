/** The codes with which a whole file is rejected, and what each tells. Kept in `MemberImport.fault`. */
export const fileFaults = {
  FILE_EMPTY: 'The file has no rows under its headings, or nothing at all.',
  FILE_TOO_LARGE: 'The file is larger than an import may be.',
  FILE_IS_ARCHIVE: 'The file is a ZIP, GZIP or Excel file, whatever its name says: save it as CSV.',
  FILE_IS_BINARY: 'The file is no text.',
  FILE_CUT_SHORT: 'The connection ended before the file did.',
  CSV_UNCLOSED_QUOTE: 'A quotation mark is opened and never closed.',
  CSV_BROKEN: 'A row cannot be read as CSV.',
  JSON_UNKNOWN: 'The file is JSON, and not the one kind that is known: the families of ChurchCRM.',
  HEADINGS_MISSING: 'The first row has no headings, or a column has none.',
  HEADINGS_REPEATED: 'Two columns have the same heading.',
  TOO_MANY_COLUMNS: 'The file has more columns than an import may have.',
  TOO_MANY_ROWS: 'The file has more rows than an import may have.',
  CELL_TOO_LONG: 'A cell holds more than any field takes.',
} as const

/** A file that is not imported at all. */
export class FileFault extends Error {
  override readonly name = 'FileFault'
  readonly code: keyof typeof fileFaults
  /** The row of the file where it was found; null for all of it. */
  readonly row: number | null

  constructor(code: keyof typeof fileFaults, row: number | null = null) {
    super(row === null ? fileFaults[code] : `Row ${row}: ${fileFaults[code]}`)
    this.code = code
    this.row = row
  }
}

/** One row of a file, as a spreadsheet numbers it. */
export interface FileRow {
  readonly rowNo: number
  readonly cells: readonly string[]
}

/** How the characters of a file are spelt, as people call it. */
export type Encoding = 'UTF-8' | 'UTF-16' | 'WINDOWS-1252'

const archives: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
  [0x1f, 0x8b],
  [0x42, 0x5a, 0x68],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0xfd, 0x37, 0x7a, 0x58],
  [0x28, 0xb5, 0x2f, 0xfd],
  [0xd0, 0xcf, 0x11, 0xe0],
]

/** What the first bytes of a file tell. Throws FILE_IS_ARCHIVE, FILE_IS_BINARY. */
export function sniff(head: Buffer): { readonly utf16: 'utf-16le' | 'utf-16be' | null; readonly skip: number } {
  if (archives.some((magic) => magic.every((byte, at) => head[at] === byte))) throw new FileFault('FILE_IS_ARCHIVE')
  if (head[0] === 0xff && head[1] === 0xfe) return { utf16: 'utf-16le', skip: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { utf16: 'utf-16be', skip: 2 }
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { utf16: null, skip: 3 }
  if (head.subarray(0, 4).toString('latin1') === '%PDF') throw new FileFault('FILE_IS_BINARY')
  const sample = head.subarray(0, 512)
  if (!sample.includes(0)) return { utf16: null, skip: 0 }
  // Latin letters in UTF-16 without a mark: every other byte is nothing.
  const zeros = (from: number) => sample.filter((byte, at) => at % 2 === from && byte === 0).length
  const half = Math.floor(sample.length / 2)
  if (zeros(1) > half * 0.8 && zeros(0) === 0) return { utf16: 'utf-16le', skip: 0 }
  if (zeros(0) > half * 0.8 && zeros(1) === 0) return { utf16: 'utf-16be', skip: 0 }
  throw new FileFault('FILE_IS_BINARY')
}

/** Turns UTF-16 into UTF-8, piece by piece. */
export async function* utf16ToUtf8(
  pieces: AsyncIterable<Buffer>,
  name: 'utf-16le' | 'utf-16be',
): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(name)
  for await (const piece of pieces) yield Buffer.from(decoder.decode(piece, { stream: true }))
  yield Buffer.from(decoder.decode())
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const windows = new TextDecoder('windows-1252')

/**
 * The text of a cell whose bytes were read one a character: UTF-8 where they are that, else Windows-1252 (which has all
 * of Latin-1). Cell by cell, so that a file needs no second reading, and one in which both were mixed comes out right.
 */
export function decodeCell(bytes: string): { readonly text: string; readonly encoding: Encoding } {
  if (!/[\u0080-\u00ff]/.test(bytes)) return { text: bytes, encoding: 'UTF-8' }
  const buffer = Buffer.from(bytes, 'latin1')
  try {
    return { text: utf8.decode(buffer), encoding: 'UTF-8' }
  } catch {
    return { text: windows.decode(buffer), encoding: 'WINDOWS-1252' }
  }
}

/** What stands between the cells of a file: whatever the row of headings has most of, outside of quotes. */
export function delimiterOf(head: string): ',' | ';' | '\t' | '|' {
  const count = { ',': 0, ';': 0, '\t': 0, '|': 0 }
  let isQuoted = false
  for (const character of head) {
    if (character === '"') isQuoted = !isQuoted
    else if (!isQuoted && (character === '\n' || character === '\r')) break
    else if (!isQuoted && character in count) count[character as keyof typeof count] += 1
  }
  const [most = ','] = (Object.keys(count) as (keyof typeof count)[]).toSorted((a, b) => count[b] - count[a])
  return most
}
