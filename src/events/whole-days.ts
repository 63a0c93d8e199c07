import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../platform/instant.js'
import type { EventDraft } from './event.js'
import { endOf, type Expansion, expandRule } from './recurrence.js'

/** When an event, of whole days or not, takes place for the first time. */
type First = Pick<EventDraft, 'startsAt' | 'endsAt' | 'timeZone'> & Partial<Pick<EventDraft, 'allDay'>>

/** The end of an occurrence that starts at `start`: of whole days as many of them later as the first, else as `endOf` says. */
export function endAfter(start: Instant, first: First): Instant {
  const { startsAt, endsAt, timeZone, allDay = false } = first
  if (!allDay) return endOf(start, first, timeZone)
  const length = dayOf(startsAt, timeZone).until(dayOf(endsAt, timeZone))
  return beginningOf(dayOf(start, timeZone).add(length), timeZone)
}

/**
 * Every start that `rule` gives to a series of whole days that begins at `startsAt`. It is reckoned in days: one whose
 * midnight the clocks skip begins an hour later, and is not left out.
 */
export function expandDays(rule: string, startsAt: Instant, timeZone: string): Expansion {
  const days = expandRule(inDays(rule, timeZone), `${dayOf(startsAt, timeZone).toString()}T00:00:00Z`, 'UTC')
  if ('fault' in days) return days
  return { starts: days.starts.map((start) => beginningOf(dayOf(start, 'UTC'), timeZone)) }
}

/** A rule with its UNTIL, if it has one, as the end of that day in UTC. */
const inDays = (rule: string, timeZone: string): string =>
  rule.replace(/(?<=UNTIL=)\d{8}T\d{6}Z/, (until) => {
    const last = dayOf(until, timeZone).toString()
    return `${last.replaceAll('-', '')}T235959Z`
  })

const dayOf = (instant: Instant, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate()

const beginningOf = (day: Temporal.PlainDate, timeZone: string): Instant =>
  day.toZonedDateTime(timeZone).toInstant().toString({ fractionalSecondDigits: 3 })
