import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { type Instant, isTimeZone, parseInstant, parseLocalDate, toEpochMilliseconds } from '../platform/instant.js'

/** How often a series may take place (domain.md, 3.6). */
export const maxOccurrences = 1000

/** How long a series may last, in years. */
const maxYears = 10

/**
 * The days, weeks, months or years of ten years, and some: a rule that finds nothing for so long finds nothing. By its
 * frequency, for the library looks at each day of a period: four thousand years of a hostile rule took a minute.
 */
const maxPeriods: Readonly<Record<string, number>> = { DAILY: 4000, WEEKLY: 570, MONTHLY: 140, YEARLY: 20 }

const listOf = (value: string): RegExp => new RegExp(`^(?:${value})(?:,(?:${value})){0,399}$`)
const weekday = 'MO|TU|WE|TH|FR|SA|SU'

/** The parts a rule may have, and what each may hold: no parts of hours, and none that only make sense with them. */
const parts: Readonly<Record<string, RegExp>> = {
  FREQ: /^(?:DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,3}$/,
  COUNT: /^[1-9]\d{0,8}$/,
  UNTIL: /^\d{8}(?:T\d{6}Z)?$/,
  BYDAY: listOf(`[+-]?(?:[1-9]|[1-4]\\d|5[0-3])?(?:${weekday})`),
  BYMONTHDAY: listOf(String.raw`-?(?:[1-9]|[12]\d|3[01])`),
  BYMONTH: listOf(String.raw`[1-9]|1[0-2]`),
  BYSETPOS: listOf(String.raw`-?[1-9]\d{0,2}`),
  WKST: new RegExp(`^(?:${weekday})$`),
}

/**
 * A rule as it is kept: in capitals, without the word RRULE, an UNTIL that is a day as the last second of that day in
 * `timeZone`. Null for what is no rule of days, weeks, months or years (RFC 5545, 3.3.10).
 */
export function readRule(text: string, timeZone: string): string | null {
  if (!isTimeZone(timeZone)) return null
  const given = text
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .split(';')
    .map((part) => part.split('='))
  const names = given.map(([name = '']) => name)
  const isKnown = given.every(([name = '', value = '', ...rest]) => rest.length === 0 && parts[name]?.test(value))
  if (!isKnown || new Set(names).size < names.length || !names.includes('FREQ')) return null
  if (names.includes('COUNT') && names.includes('UNTIL')) return null

  const read = given.map(([name = '', value = '']) => [name, name === 'UNTIL' ? readUntil(value, timeZone) : value])
  if (read.some(([, value]) => value === null)) return null
  const rule = joinParts(read.map(([name = '', value]) => [name ?? '', value ?? '']))
  return isCoherent(rule) ? rule : null
}

/** `20260301` or `20260301T090000Z` as the latter; null for a day that does not exist. */
function readUntil(value: string, timeZone: string): string | null {
  const day = parseLocalDate(`${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6, 8)}`)
  if (day === null) return null
  if (value.length === 8) {
    const last = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: '23:59:59' })
    return compact(last.toInstant())
  }
  const time = `${value.slice(9, 11)}:${value.slice(11, 13)}:${value.slice(13, 15)}`
  return parseInstant(`${day}T${time}Z`) && value
}

/** A moment as rules spell it: `20260301T090000Z`. */
export const compact = (instant: Temporal.Instant): string =>
  instant.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')

/** Whether the parts go together: the library knows which may not. */
function isCoherent(rule: string): boolean {
  try {
    return ruleFrom(rule, Temporal.ZonedDateTime.from('2026-01-01T00:00[UTC]')) !== null
  } catch {
    return false
  }
}

const ruleFrom = (rruleString: string, dtstart: Temporal.ZonedDateTime) =>
  new RRuleTemporal({
    ...{ rruleString, dtstart, temporal: Temporal, strict: true, cache: false },
    maxIterations: maxPeriods[/FREQ=([A-Z]+)/.exec(rruleString)?.[1] ?? ''] ?? 0,
  })

/** When the years are over within which a series that begins at `startsAt` must start for the last time. */
export const endOfYears = (startsAt: Instant, timeZone: string): Instant =>
  Temporal.Instant.from(startsAt).toZonedDateTimeISO(timeZone).add({ years: maxYears }).toInstant().toString()

/** What can be wrong with the series that a rule gives. */
export type SeriesFault = 'starts on another day' | 'too long'

/** What a rule comes to, or what is wrong with it. */
export type Expansion = { readonly starts: readonly Instant[] } | { readonly fault: SeriesFault }

/**
 * Every start that `rule` gives to a series that begins at `startsAt`: 09:00 stays 09:00 in `timeZone` when its clocks
 * change. A time that the clocks skip is left out, of one that they show twice the earlier is meant (RFC 5545, 3.3.10).
 */
export function expandRule(rule: string, startsAt: Instant, timeZone: string): Expansion {
  const first = Temporal.Instant.from(startsAt).toZonedDateTimeISO(timeZone)
  const end = toEpochMilliseconds(endOfYears(startsAt, timeZone))
  const starts = startsOf(rule, first, end)
  if (starts === null || starts[0]?.epochMilliseconds !== first.epochMilliseconds) {
    return { fault: 'starts on another day' }
  }
  const last = starts.at(-1)?.epochMilliseconds ?? 0
  if (starts.length > maxOccurrences || last > end) return { fault: 'too long' }
  return { starts: starts.map((start) => start.toInstant().toString({ fractionalSecondDigits: 3 })) }
}

/** One more than there may be at most, or up to the first behind `end`; null when the rule finds nothing for ten years. */
function startsOf(rule: string, first: Temporal.ZonedDateTime, end: number): readonly Temporal.ZonedDateTime[] | null {
  let isBeyond = false
  try {
    return ruleFrom(rule, first).all((start, index) => {
      const goesOn = index <= maxOccurrences && !isBeyond
      isBeyond = start.epochMilliseconds > end
      return goesOn
    })
  } catch {
    return null
  }
}

/**
 * A rule in two: up to the start before `at`, which is the `index`-th of the series counted from 0, and from there on. The
 * second is for a series that starts at `at`.
 */
export function splitRule(rule: string, { index, at }: { readonly index: number; readonly at: Instant }) {
  const parts = rule.split(';').map((part) => part.split('='))
  const endless = parts.filter(([name]) => name !== 'COUNT' && name !== 'UNTIL')
  const lastSecond = compact(Temporal.Instant.from(at).subtract({ seconds: 1 }))
  const rest = parts.map(([name = '', value = '']) => [name, name === 'COUNT' ? String(Number(value) - index) : value])
  return { head: joinParts([...endless, ['UNTIL', lastSecond]]), tail: joinParts(rest) }
}

const joinParts = (parts: readonly (readonly string[])[]): string => parts.map((part) => part.join('=')).join(';')

/**
 * The end of an occurrence that starts at `start`, as many days and hours by the clock after it as the first: what ends
 * at noon ends at noon. Where the clocks leave nothing of that, it lasts as long as the first.
 */
export function endOf(start: Instant, first: { readonly startsAt: Instant; readonly endsAt: Instant }, zone: string) {
  const [from, to, at] = [first.startsAt, first.endsAt, start].map((instant) => Temporal.Instant.from(instant))
  if (!from || !to || !at) throw new Error('An instant is missing.')
  const byClock = from.toZonedDateTimeISO(zone).toPlainDateTime().until(to.toZonedDateTimeISO(zone).toPlainDateTime())
  const end = at.toZonedDateTimeISO(zone).toPlainDateTime().add(byClock).toZonedDateTime(zone).toInstant()
  const isLater = end.epochMilliseconds > at.epochMilliseconds
  return (isLater ? end : at.add(from.until(to))).toString({ fractionalSecondDigits: 3 })
}
