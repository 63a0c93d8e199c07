import type { TextRow } from '../platform/db/long-reading.js'
import { daysBetween } from '../platform/instant.js'
import type { Column, ColumnKind } from './exported-list.js'

/** The styles of `styles.xml`, by their place in it. */
const styles = { plain: 0, heading: 1, words: 2, day: 3, moment: 4 } as const

/** The longest text of a cell, in UTF-16 units; Excel calls a file with a longer one broken. */
const longestText = 32_767

/** What XML cannot hold, or would change: written as ECMA-376 spells it (ST_Xstring), as is what looks like that already. */
const unspeakable = /(?![\t\n])\p{Cc}|[\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)/gu
const markup = /[&<>]/g
const rare = /[&<>_\p{Cc}\uFFFE\uFFFF]/u

const spelt = (text: string): string =>
  text
    .replace(unspeakable, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(markup, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'))

/** A text inside XML. */
const xmlText = (text: string): string => (rare.test(text) ? spelt(text) : text)

/** The name of a column: A, B, …, Z, AA. */
export const columnName = (index: number): string =>
  (index >= 26 ? columnName(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))

const textCell = (at: string, style: number, text: string): string =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text.slice(0, longestText))}</t></is></c>`

const numberCell = (at: string, style: number, value: number): string => `<c r="${at}" s="${style}"><v>${value}</v></c>`

const asDay = /^(\d{4}-\d\d-\d\d)$/
const asMoment = /^(\d{4}-\d\d-\d\d)[ T](\d\d):(\d\d):(\d\d)/

/** Days since the last of 1899, which is Excel's day 1; null before March 1900: Excel believes that February had 29 days. */
function serialOf(day: string): number | null {
  return day >= '1900-03-01' ? daysBetween('1899-12-30', day) : null
}

function momentOf(text: string): number | null {
  const [, day, hours, minutes, seconds] = asMoment.exec(text) ?? []
  const serial = day === undefined ? null : serialOf(day)
  return serial === null ? null : serial + (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) / 86_400
}

/** How each kind of column shows a text: as a number with its style, or null as words. */
const numbers: Readonly<Record<ColumnKind, (text: string) => number | null>> = {
  words: () => null,
  day: (text) => (asDay.test(text) ? serialOf(text) : null),
  moment: momentOf,
  number: (text) => (/^-?\d{1,15}(?:\.\d+)?$/.test(text) ? Number(text) : null),
}
const numberStyles = { words: styles.words, day: styles.day, moment: styles.moment, number: styles.plain } as const

/** One cell of a list; text stays text, whatever it begins with. Nothing for nothing. */
export function cellXml(kind: ColumnKind, at: string, text: string | null): string {
  if (text === null || text === '') return ''
  const value = numbers[kind](text)
  return value === null ? textCell(at, styles.words, text) : numberCell(at, numberStyles[kind], value)
}

/** The row of headings, the first of its sheet. */
export const headingsXml = (headings: readonly string[]): string =>
  `<row r="1">${headings.map((heading, at) => textCell(`${columnName(at)}1`, styles.heading, heading)).join('')}</row>`

/** Widths that fit the headings and `rows`, in characters: 8 at least, 50 at most. */
export const widthsOf = (columns: readonly Column[], rows: readonly TextRow[]): readonly number[] =>
  columns.map(({ heading }, at) => {
    const longest = rows.reduce((most, row) => Math.max(most, row[at]?.length ?? 0), heading.length)
    return Math.min(50, Math.max(8, longest + 2))
  })

/** What stands in front of a sheet's rows; the headings stay in sight. */
export const sheetStart = (widths: readonly number[]): string =>
  `${xmlHead}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths
    .map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
    .join('')}</cols><sheetData>`

/** What stands behind them. */
export const sheetEnd = '</sheetData></worksheet>'

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The parts of a workbook that are the same whatever is in its sheets, by their path; `names` are those of the sheets. */
export const workbookParts = (names: readonly string[]): Readonly<Record<string, string>> => ({
  '[Content_Types].xml': `${xmlHead}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/>${names
    .map(
      (_name, at) =>
        `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${sheetType}.worksheet+xml"/>`,
    )
    .join('')}</Types>`,
  '_rels/.rels': `${xmlHead}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${xmlHead}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names
    .map((name, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
    .join('')}</sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${xmlHead}<Relationships xmlns="${packaged}/relationships">${names
    .map(
      (_name, at) =>
        `<Relationship Id="rId${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
    )
    .join('')}<Relationship Id="rIdStyles" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': stylesXml,
})

// In the order of `styles`; format 49 is text, so that a cell that is edited by hand stays text.
const cellFormats = [
  'numFmtId="0" fontId="0" fillId="0"',
  'numFmtId="49" fontId="1" fillId="2" applyFont="1" applyFill="1" applyNumberFormat="1"',
  'numFmtId="49" fontId="0" fillId="0" applyNumberFormat="1"',
  'numFmtId="164" fontId="0" fillId="0" applyNumberFormat="1"',
  'numFmtId="165" fontId="0" fillId="0" applyNumberFormat="1"',
]
const stylesXml = `${xmlHead}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF1F4E9C"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${cellFormats.length}">${cellFormats
  .map((format) => `<xf ${format} borderId="0" xfId="0"/>`)
  .join('')}</cellXfs></styleSheet>`
