import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { FileFault } from './file-text.js'
import { fileLimits, openFile, type FileLimits } from './read-rows.js'

/** The rows of a file that comes in pieces of so many bytes. */
async function read(file: string | Buffer, limits: Partial<FileLimits> = {}, piece = 100_000) {
  const bytes = Buffer.isBuffer(file) ? file : Buffer.from(file)
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, at) =>
    bytes.subarray(at * piece, (at + 1) * piece),
  )
  const source = Readable.from(pieces)
  const rows: (readonly string[])[] = []
  const opened = await openFile(source, { ...fileLimits, ...limits })
  for await (const { cells } of opened.rows) rows.push(cells)
  return { rows, ...opened.notes }
}

const faultOf = async (file: string | Buffer, limits: Partial<FileLimits> = {}) => {
  try {
    await read(file, limits)
  } catch (error) {
    if (error instanceof FileFault) return error.code
    throw error
  }
  return null
}

const utf16 = (text: string, order: 'le' | 'be', mark = true): Buffer => {
  const bytes = Buffer.from(`${mark ? '\uFEFF' : ''}${text}`, 'utf16le')
  return order === 'le' ? bytes : bytes.swap16()
}

describe('a file is read', () => {
  const people = [
    ['First Name', 'Last Name'],
    ['André', 'Müller'],
  ]

  it.each([
    ['with a byte-order mark', '\uFEFFFirst Name,Last Name\r\nAndré,Müller\r\n', 'UTF-8', ','],
    ['with semicolons', 'First Name;Last Name\nAndré;Müller', 'UTF-8', ';'],
    ['with tabs', 'First Name\tLast Name\nAndré\tMüller\n', 'UTF-8', '\t'],
    ['in Windows-1252', Buffer.from('First Name,Last Name\nAndré,Müller\n', 'latin1'), 'WINDOWS-1252', ','],
    ['in UTF-16 with its mark', utf16('First Name\tLast Name\r\nAndré\tMüller\r\n', 'le'), 'UTF-16', '\t'],
    ['in UTF-16 the other way', utf16('First Name;Last Name\nAndré;Müller\n', 'be'), 'UTF-16', ';'],
    ['in UTF-16 without a mark', utf16('First Name,Last Name\nAndré,Müller\n', 'le', false), 'UTF-16', ','],
    ['with lines ended by CR LF and blank ones', 'First Name,Last Name\r\n\r\n,\r\nAndré,Müller\r\n\r\n', 'UTF-8', ','],
    ['with a column without heading at the end', 'First Name,Last Name,,\nAndré,Müller\n', 'UTF-8', ','],
  ] as const)('%s', async (...[, file, encoding, delimiter]) => {
    for (const piece of [1, 7, 100_000]) {
      expect(await read(file, {}, piece)).toEqual({ rows: people, encoding, delimiter })
    }
  })

  it('with quoted newlines, quotes and delimiters, numbered as a spreadsheet does', async () => {
    const file = 'Name,Address\n"Ama ""A"" Mensah","1 Road,\nAccra"\n\nKofi,x\n'
    const rows = []
    for await (const row of (await openFile(Readable.from([Buffer.from(file)]))).rows) rows.push(row)
    expect(rows).toEqual([
      { rowNo: 1, cells: ['Name', 'Address'] },
      { rowNo: 2, cells: ['Ama "A" Mensah', '1 Road,\nAccra'] },
      { rowNo: 4, cells: ['Kofi', 'x'] },
    ])
  })

  it('with the quotes and the euro of Windows-1252', async () => {
    const file = Buffer.concat([Buffer.from('Name\n'), Buffer.of(0x80, 0x93, 0x41, 0x94), Buffer.from('\n')])
    expect((await read(file)).rows[1]).toEqual(['€“A”'])
  })
})

describe('a file is rejected', () => {
  it.each([
    ['nothing at all', '', 'FILE_EMPTY'],
    ['headings alone', 'First Name,Last Name\n', 'FILE_EMPTY'],
    ['headings and blank rows', 'First Name,Last Name\n,\n\n', 'FILE_EMPTY'],
    ['a ZIP, or a workbook', Buffer.from('PK\u0003\u0004 whatever'), 'FILE_IS_ARCHIVE'],
    ['a GZIP that holds a bomb', gzipSync(Buffer.alloc(50_000_000)), 'FILE_IS_ARCHIVE'],
    ['an old workbook', Buffer.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1), 'FILE_IS_ARCHIVE'],
    ['a picture', Buffer.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 1, 2, 3, 0, 0, 9), 'FILE_IS_BINARY'],
    ['a PDF', '%PDF-1.7 and so on', 'FILE_IS_BINARY'],
    ['a zero byte further on', `Name\n${'a\n'.repeat(400)}b\0c\n`, 'FILE_IS_BINARY'],
    ['a quote that is never closed', 'Name,Address\nAma,"1 Road\nKofi,2 Road\n', 'CSV_UNCLOSED_QUOTE'],
    ['a quote in the middle of a cell that was closed', 'Name,Address\nAma,"1"x\n', 'CSV_BROKEN'],
    ['no headings', 'Ama,Mensah,1984-01-02\nKofi,Boateng,1985-01-01\n', 'HEADINGS_MISSING'],
    ['a column without heading', 'First Name,,Last Name\nAma,x,Mensah\n', 'HEADINGS_MISSING'],
    ['one heading twice', 'Email,Name,email\na,b,c\n', 'HEADINGS_REPEATED'],
    ['too many columns', `${Array.from({ length: 201 }, (_, at) => `c${at}x`).join()}\n1\n`, 'TOO_MANY_COLUMNS'],
    ['a row of too many cells', `Name\n${'x,'.repeat(500)}\n`, 'TOO_MANY_COLUMNS'],
    ['a cell too long', `Name\n${'x'.repeat(10_001)}\n`, 'CELL_TOO_LONG'],
  ])('for %s', async (_what, file, code) => {
    expect(await faultOf(file)).toBe(code)
  })

  it('once it is longer than it may be', async () => {
    expect(await faultOf(`Name\n${'Ama\n'.repeat(1000)}`, { bytes: 2000 })).toBe('FILE_TOO_LARGE')
  })

  it('for a quote that is never closed long before the end of the file, which is not read on', async () => {
    let pieces = 0
    const endless = Readable.from(
      (function* () {
        yield Buffer.from('Name\n"Ama\n')
        for (;;) {
          pieces += 1
          yield Buffer.alloc(65_536, 'Kofi\n')
        }
      })(),
    )
    const reading = (async () => {
      for await (const row of (await openFile(endless)).rows) void row
    })()
    await expect(reading).rejects.toMatchObject({ code: 'CSV_UNCLOSED_QUOTE' })
    expect(pieces).toBeLessThan(20)
  })

  it('at the millionth and first row, and not at the millionth', { timeout: 120_000 }, async () => {
    const count = async (rows: number): Promise<number> => {
      const file = Readable.from(
        (function* () {
          yield Buffer.from('Name\n')
          for (let left = rows; left > 0; left -= 1000) yield Buffer.from('Ama\n'.repeat(Math.min(left, 1000)))
        })(),
      )
      let taken = 0
      for await (const row of (await openFile(file)).rows) taken = row.rowNo
      return taken
    }
    expect(await count(1_000_000)).toBe(1_000_001)
    await expect(count(1_000_001)).rejects.toMatchObject({ code: 'TOO_MANY_ROWS', row: 1_000_002 })
  })
})
