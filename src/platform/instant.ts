/** A moment, as ISO 8601 text in UTC ending in `Z`, to the microsecond at most: `2026-03-01T10:00:00.123456Z`. */
export type Instant = string

/** A calendar day without a time zone: `2026-03-01`. */
export type LocalDate = string

const hour = 3_600_000

/** Whether `a` lies before `b`. Both are instants; microseconds below a millisecond are not compared. */
export const isBefore = (a: Instant, b: Instant): boolean =>
  // To the millisecond, as nearly all are, their texts have the order of their moments.
  a.length === toMillisecond && b.length === toMillisecond ? a < b : Date.parse(a) < Date.parse(b)

const toMillisecond = '2026-03-01T10:00:00.123Z'.length

/** Whole and broken hours from `from` until `to`; negative when `to` is earlier. */
export const hoursBetween = (from: Instant, to: Instant): number => (Date.parse(to) - Date.parse(from)) / hour

/** Milliseconds from `from` until `to`, 0 when that is over. */
export const millisecondsUntil = (from: Instant, to: Instant): number => Math.max(0, Date.parse(to) - Date.parse(from))

/** The instant `seconds` after `instant`, to the millisecond. */
export const addSeconds = (instant: Instant, seconds: number): Instant =>
  new Date(Date.parse(instant) + seconds * 1000).toISOString()

/** Milliseconds since 1970. */
export const toEpochMilliseconds = (instant: Instant): number => Date.parse(instant)

/** Seconds since 1970, cut to a whole number: the unit of JWT claims (RFC 7519, NumericDate). */
export const toEpochSeconds = (instant: Instant): number => Math.floor(Date.parse(instant) / 1000)

/** The instant of a JWT's NumericDate. */
export const fromEpochSeconds = (seconds: number): Instant => new Date(seconds * 1000).toISOString()

/** The instant as a `Date`, for libraries that take nothing else. */
export const asDate = (instant: Instant): Date => new Date(instant)

const dateTime = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-](\d{2}):(\d{2}))$/

/**
 * Reads an RFC 3339 date-time, offset required, as an instant in UTC; null for anything else, 30 February included.
 * Seconds may be left out; fractions are cut to milliseconds.
 */
export function parseInstant(text: string): Instant | null {
  const match = dateTime.exec(text)
  if (!match) return null

  const [year, month, day, hours, minutes, seconds, offsetHours, offsetMinutes] = match.slice(1).map(Number)
  if (!isDay(year ?? 0, month ?? 0, day ?? 0)) return null
  if ((hours ?? 0) > 23 || (minutes ?? 0) > 59 || (seconds || 0) > 59) return null
  if ((offsetHours || 0) > 23 || (offsetMinutes || 0) > 59) return null

  const milliseconds = Date.parse(text)
  if (Number.isNaN(milliseconds)) return null
  const instant = new Date(milliseconds).toISOString()
  // An offset may carry the moment out of the four-digit years, which PostgreSQL and clients spell differently.
  return /^\d{4}-/.test(instant) && !instant.startsWith('0000') ? instant : null
}

/** Reads `YYYY-MM-DD` as a day that exists in the calendar; null for anything else. */
export function parseLocalDate(text: string): LocalDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return null
  return isDay(Number(match[1]), Number(match[2]), Number(match[3])) ? text : null
}

function isDay(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false
  // Years below 100 would be read as 19xx by Date.UTC; a leap-year-equal year stands in for the day count.
  return day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()
}

// Intl knows names that the time zone database has dropped, and with them PostgreSQL.
const forgotten = /^(systemv\/.*|us\/pacific-new|canada\/east-saskatchewan)$/i

/** Whether `name` is a time zone this server can compute with (IANA names, case as in the database). */
export function isTimeZone(name: string): boolean {
  // Intl also takes offsets such as "+01:00" and old abbreviations: no clock changes, so no use to a calendar.
  if (!/^(UTC|[A-Za-z_]+\/[A-Za-z0-9_+\-/]+)$/.test(name) || forgotten.test(name)) return false
  if (offsets.has(name)) return true
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0
  } catch {
    return false
  }
}

/** The day `days` after `day`, or before it when negative. */
export const addDays = (day: LocalDate, days: number): LocalDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * hour).toISOString().slice(0, 10)

/** How many days `to` is after `from`; negative when it is before. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / (24 * hour)

/** The weekday of a day, 0 for Sunday to 6 for Saturday. */
export const weekdayOf = (day: LocalDate): number => new Date(`${day}T00:00:00Z`).getUTCDay()

/** The day that an instant falls on in `timeZone`. */
export function localDay(instant: Instant, timeZone: string): LocalDate {
  const moment = Date.parse(instant)
  return new Date(moment + offsetAt(moment, timeZone)).toISOString().slice(0, 10)
}

/** What the clocks of `timeZone` show at an instant, with the day: `2026-03-01 10:00:00`. */
export function localMoment(instant: Instant, timeZone: string): string {
  const moment = Date.parse(instant)
  return new Date(moment + offsetAt(moment, timeZone)).toISOString().slice(0, 19).replace('T', ' ')
}

/**
 * The instant when the clocks of `timeZone` show `time` (`09:30`) on `day`. Of a time that they show twice it is the
 * earlier; for one that they skip it is as much later as they are put forward.
 */
export function instantAt(day: LocalDate, time: string, timeZone: string): Instant {
  const shown = Date.parse(`${day}T${time}:00Z`)
  // Offsets from either side of a clock change nearby: only the moment itself tells which of them holds.
  const before = shown - offsetAt(shown - 24 * hour, timeZone)
  const after = shown - offsetAt(shown + 24 * hour, timeZone)
  const isShown = (moment: number): boolean => moment + offsetAt(moment, timeZone) === shown
  return new Date(isShown(before) || !isShown(after) ? before : after).toISOString()
}

const offsets = new Map<string, Intl.DateTimeFormat>()

/** How far the clocks of `timeZone` are ahead of UTC, in milliseconds. */
function offsetAt(moment: number, timeZone: string): number {
  const format = offsets.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
  offsets.set(timeZone, format)
  const name = format.formatToParts(moment).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const match = /([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(name)
  if (!match) return 0
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0)
  return (match[1] === '-' ? -seconds : seconds) * 1000
}

/** Weekday, day and time of an instant as people in `timeZone` read it; in English: `Sunday, 1 March 2026 at 10:00`. */
export function inWords(instant: Instant, timeZone: string, language = 'en-GB'): string {
  const key = `${language} ${timeZone}`
  const format =
    inFull.get(key) ?? new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', timeZone })
  inFull.set(key, format)
  return format.format(new Date(instant))
}

/** One takes as long to make as a hundred moments to tell. */
const inFull = new Map<string, Intl.DateTimeFormat>()
