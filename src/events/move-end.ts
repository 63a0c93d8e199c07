import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../platform/instant.js'
import type { EventDraft } from './event.js'
import { compact } from './recurrence.js'

/** When a series begins, by the clocks of its zone. */
type Beginning = Pick<EventDraft, 'startsAt' | 'timeZone'>

const untilOf = /(?<=UNTIL=)(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/

/**
 * A rule with its UNTIL as far on as its start, by the clock: so that a series which is moved takes place as often as
 * before. The end of a day stays one. A rule that counts is as it was.
 */
export const moveEnd = (rule: string, before: Beginning, after: Beginning): string =>
  rule.replace(untilOf, (_until, ...parts) => {
    const [year, month, day, hour, minute, second] = parts.map(String)
    const until = clockAt(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`, before.timeZone)
    const from = clockAt(before.startsAt, before.timeZone)
    const to = clockAt(after.startsAt, after.timeZone)
    const isEndOfDay = until.toPlainTime().equals('23:59:59')
    const way = isEndOfDay ? from.toPlainDate().until(to.toPlainDate()) : from.until(to)
    return compact(until.add(way).toZonedDateTime(after.timeZone).toInstant())
  })

const clockAt = (instant: Instant, timeZone: string): Temporal.PlainDateTime =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDateTime()
