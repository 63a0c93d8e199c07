import { type LocalDate, parseLocalDate } from '../platform/instant.js'

/** Which of two numbers in front of a year is the day. */
export type DateOrder = 'DMY' | 'MDY'

/** A day that was read; `yearKnown` is false for a birthday without a year, which stands in 1904. */
export interface ReadDay {
  readonly day: LocalDate
  readonly yearKnown: boolean
  /** Whether month or day was not told, and the first stands for it. */
  readonly isGuessed?: true
}

/** What a cell with a day may lack. `BIRTHDAY` lets the year, or month and day, be unknown. */
export type DayKind = 'BIRTHDAY' | 'DAY'

const months = 'january february march april may june july august september october november december'.split(' ')
const numbers = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/

const pad = (number: number | string, length = 2): string => String(number).padStart(length, '0')

/** What the texts of one column say about the order of their dates. */
export interface OrderEvidence {
  /** A number above 12 stood first. */
  readonly dayFirst: boolean
  /** A number above 12 stood second. */
  readonly monthFirst: boolean
  /** There was a date that can be read both ways. */
  readonly unsure: boolean
}

/** Nothing seen yet. */
export const noEvidence: OrderEvidence = { dayFirst: false, monthFirst: false, unsure: false }

/** The same evidence with one more text. */
export function withText(evidence: OrderEvidence, text: string): OrderEvidence {
  if (text.length > 12 || text.length < 6) return evidence
  const match = numbers.exec(text.trim())
  if (!match) return evidence
  const [first, second] = [Number(match[1]), Number(match[2])]
  if (first > 12) return { ...evidence, dayFirst: true }
  if (second > 12) return { ...evidence, monthFirst: true }
  return first === second ? evidence : { ...evidence, unsure: true }
}

/** The order that a column's own dates prove; null when they prove none, or both. */
export const provenOrder = ({ dayFirst, monthFirst }: OrderEvidence): DateOrder | null => {
  if (dayFirst === monthFirst) return null
  return dayFirst ? 'DMY' : 'MDY'
}

/** How dates are to be read, and what the last day is that can have been. */
export interface DateReading {
  readonly order: DateOrder
  readonly today: LocalDate
}

/**
 * Reads a day: `1984-03-12`, `12/03/1984`, `12 March 1984`, `March 12, 1984`; of a birthday also `1984`, `03/1984`,
 * `12 March`, `--03-12`. What is not known of month and day becomes the first; null for anything else.
 */
export function readDay(text: string, kind: DayKind, reading: DateReading): ReadDay | null {
  const plain = text.trim().replace(/^(\d{4}-\d{2}-\d{2})[T ]00:00(:00(\.0+)?)?Z?$/, '$1')
  const whole = wholeDay(plain, reading)
  if (whole !== undefined) return whole === null ? null : { day: whole, yearKnown: true }
  return kind === 'BIRTHDAY' ? partialDay(plain) : null
}

/** Undefined when the text has another form. */
function wholeDay(text: string, { order, today }: DateReading): LocalDate | null | undefined {
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text)
  if (iso) return parseLocalDate(`${iso[1]}-${pad(iso[2] ?? '')}-${pad(iso[3] ?? '')}`)
  const match = numbers.exec(text)
  if (match) {
    const [first = '', second = '', year = ''] = match.slice(1)
    const isDayFirst = Number(first) > 12 || (Number(second) <= 12 && order === 'DMY')
    const [day, month] = isDayFirst ? [first, second] : [second, first]
    return parseLocalDate(`${fullYear(year, today)}-${pad(month)}-${pad(day)}`)
  }
  const worded =
    /^(?<day>\d{1,2})(?:st|nd|rd|th)?[ -](?<month>\p{L}{3,9})\.?,?[ -](?<year>\d{4})$/u.exec(text) ??
    /^(?<month>\p{L}{3,9})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})$/u.exec(text)
  if (!worded?.groups) return undefined
  const { day = '', month = '', year = '' } = worded.groups
  return parseLocalDate(`${year}-${pad(monthOf(month))}-${pad(day)}`)
}

/** A birthday that is not told in full. A year alone is kept as its first day: the age is right, the day is a guess. */
function partialDay(text: string): ReadDay | null {
  const year = /^(?:(\d{1,2})[/.-])?(\d{4})$/.exec(text) ?? /^()(\d{4})-(?:00|01)?$/.exec(text)
  if (year) return guessed(`${year[2]}-${pad(year[1] || 1)}-01`)
  const yearMonth = /^(\d{4})-(\d{2})$/.exec(text)
  if (yearMonth) return guessed(`${yearMonth[1]}-${yearMonth[2]}-01`)
  const worded = /^(?<month>\p{L}{3,9})\.? (?<year>\d{4})$/u.exec(text)
  if (worded?.groups) return guessed(`${worded.groups['year']}-${pad(monthOf(worded.groups['month'] ?? ''))}-01`)
  const birthday =
    /^--(?<number>\d{2})-(?<day>\d{2})$/.exec(text) ??
    /^(?<day>\d{1,2})(?:st|nd|rd|th)?[ -](?<month>\p{L}{3,9})\.?$/u.exec(text) ??
    /^(?<month>\p{L}{3,9})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?$/u.exec(text)
  if (!birthday?.groups) return null
  const { number, month = '', day = '' } = birthday.groups
  const found = parseLocalDate(`1904-${number ?? pad(monthOf(month))}-${pad(day)}`)
  return found === null ? null : { day: found, yearKnown: false }
}

const guessed = (text: string): ReadDay | null => {
  const day = parseLocalDate(text)
  return day === null ? null : { day, yearKnown: true, isGuessed: true }
}

/** 1 to 12; 0 for no month, which no calendar has. */
const monthOf = (word: string): number =>
  months.findIndex((month) => month === word.toLowerCase() || month.slice(0, 3) === word.toLowerCase()) + 1

/** Two digits are of the last hundred years. */
function fullYear(year: string, today: LocalDate): string {
  if (year.length === 4) return year
  const century = Number(today.slice(0, 2))
  return Number(year) <= Number(today.slice(2, 4)) ? `${century}${year}` : `${century - 1}${year}`
}
