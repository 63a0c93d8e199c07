import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'
import { tzlib_get_ical_block as blockOf } from 'timezones-ical-library'
import { endAfter, type Event, type EventException, isSameTime } from '../events/index.js'
import { type Instant, isBefore, toEpochSeconds } from '../platform/instant.js'

/** One occurrence that is shown of an event, by its original start; who is not sure to come has it as TENTATIVE. */
export interface ShownOccurrence {
  readonly occurrenceAt: Instant
  readonly isSure: boolean
  /** When that was decided. */
  readonly updatedAt: Instant
}

/** An event and what was decided about single occurrences of it. */
export interface CalendarEntry {
  readonly event: Event
  readonly exceptions: readonly EventException[]
  /** The occurrences that are shown of it; all of them for null. */
  readonly only?: readonly ShownOccurrence[] | null
}

/**
 * A calendar as RFC 5545 text: each event once, under a UID that stays, a series with its rule, what was called off as
 * EXDATE, what was added as RDATE, what was changed as an entry with RECURRENCE-ID, and the clock changes of each zone. Of a
 * series that is shown in part there are only such entries, as for who is invited to some of it (RFC 4791, 4.1). It names
 * nobody.
 */
export function calendarText(name: string, entries: readonly CalendarEntry[]): string {
  const calendar = new ICAL.Component('vcalendar')
  for (const [property, value] of Object.entries({
    version: '2.0',
    prodid: '-//FaithFlow//Events//EN',
    calscale: 'GREGORIAN',
    method: 'PUBLISH',
    'x-wr-calname': plain(name),
  })) {
    calendar.addPropertyWithValue(property, value)
  }
  // How often to come back, for programs that ask (RFC 7986, 5.7).
  const refresh = new ICAL.Property('refresh-interval')
  refresh.setParameter('value', 'DURATION')
  refresh.setValue('PT1H')
  calendar.addProperty(refresh)

  for (const zone of new Set(entries.map(({ event }) => zoneOf(event)))) {
    const block = zone === null ? null : zoneBlock(zone)
    if (block) calendar.addSubcomponent(block)
  }
  for (const entry of entries) for (const one of componentsOf(entry)) calendar.addSubcomponent(one)
  return `${calendar.toString()}\r\n`
}

const zones = new Map<string, string | null>()

/** The zone that the times of an event are told in; null for UTC, and for days, which have none. */
const zoneOf = ({ allDay, timeZone }: Event): string | null =>
  allDay || timeZone === 'UTC' || zoneText(timeZone) === null ? null : timeZone

function zoneText(zone: string): string | null {
  const known = zones.get(zone)
  if (known !== undefined) return known
  const found = blockOf(zone)
  const text = (Array.isArray(found) ? found[0] : null) ?? null
  zones.set(zone, text)
  return text
}

/** The clock changes of a zone, under the name that our events use: the library answers with that of a namesake. */
function zoneBlock(zone: string): ICAL.Component | null {
  const text = zoneText(zone)
  if (text === null) return null
  const block = ICAL.Component.fromString(text)
  block.updatePropertyWithValue('tzid', zone)
  block.removeAllProperties('x-lic-location')
  return block
}

function componentsOf({ event, exceptions, only = null }: CalendarEntry): readonly ICAL.Component[] {
  if (only && event.rrule !== null) return only.flatMap((shown) => alone(event, shown, exceptions))
  const series = componentOf(event, event)
  for (const shown of only ?? []) markShown(series, event, shown)
  if (event.rrule !== null) series.addPropertyWithValue('rrule', ICAL.Recur.fromString(ruleOf(event, event.rrule)))
  const on = exceptions.filter(({ kind }) => kind !== 'CANCELLED')
  const off = exceptions.filter(({ kind, isAdded }) => kind === 'CANCELLED' && !isAdded)
  for (const { originalAt } of off) addTime(series, 'exdate', { event, at: originalAt })
  const apart = on.filter((exception) => isApart(event, exception))
  const inSeries = on.filter((exception) => !isApart(event, exception))
  for (const { originalAt } of inSeries.filter(({ isAdded }) => isAdded)) {
    addTime(series, 'rdate', { event, at: originalAt })
  }
  const changed = inSeries.filter((exception) => isUnlikeSeries(event, exception))
  return [
    series,
    ...changed.map((exception) => changedOccurrence(event, exception)),
    ...apart.map((exception) => occurrenceApart(event, exception)),
  ]
}

/** Whether an added day has the date of another that the series knows: by dates, no program could tell them apart. */
const isApart = ({ allDay }: Event, { isAdded, originalAt }: EventException): boolean =>
  allDay && isAdded && toEpochSeconds(originalAt) % 60 !== 0

/** Whether an occurrence is shown otherwise than its start and the series say. */
function isUnlikeSeries(
  event: Event,
  { kind, originalAt, startsAt, endsAt, title, location }: EventException,
): boolean {
  if (kind === 'CHANGED' || title !== null || location !== null) return true
  const usual = { startsAt: originalAt, endsAt: endAfter(originalAt, event) }
  return !isSameTime({ startsAt: startsAt ?? usual.startsAt, endsAt: endsAt ?? usual.endsAt }, usual)
}

function alone(event: Event, shown: ShownOccurrence, exceptions: readonly EventException[]): readonly ICAL.Component[] {
  const decided = exceptions.find(({ originalAt }) => originalAt === shown.occurrenceAt)
  if (decided?.kind === 'CANCELLED') return []
  const component = changedOccurrence(event, decided ?? { originalAt: shown.occurrenceAt })
  markShown(component, event, shown)
  return [component]
}

/** Programs compare dates: that of the event does not tell that a place was found. */
function markShown(component: ICAL.Component, event: Event, { isSure, updatedAt }: ShownOccurrence): void {
  if (!isSure && event.status !== 'CANCELLED') component.updatePropertyWithValue('status', 'TENTATIVE')
  if (!isBefore(event.updatedAt, updatedAt)) return
  for (const property of ['dtstamp', 'last-modified']) component.updatePropertyWithValue(property, utc(updatedAt))
}

/** A rule as calendars take it: of whole days, its end is a day. */
function ruleOf({ allDay, timeZone }: Event, rrule: string): string {
  if (!allDay) return rrule
  return rrule.replace(/UNTIL=(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, (_until, ...parts) => {
    const [year, month, day, hour, minute, second] = parts.map(String)
    const end = Temporal.Instant.from(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
    return `UNTIL=${end.toZonedDateTimeISO(timeZone).toPlainDate().toString().replaceAll('-', '')}`
  })
}

/** What was decided about an occurrence, as far as anything was. */
type Decided = Pick<EventException, 'originalAt'> & Partial<EventException>

function changedOccurrence(event: Event, exception: Decided): ICAL.Component {
  const component = componentOf(event, shownAs(event, exception))
  addTime(component, 'recurrence-id', { event, at: exception.originalAt })
  return component
}

function occurrenceApart(event: Event, exception: EventException): ICAL.Component {
  const component = componentOf(event, shownAs(event, exception))
  component.updatePropertyWithValue('uid', `${event.id}-${toEpochSeconds(exception.originalAt)}@faithflow`)
  return component
}

function shownAs(event: Event, { originalAt, title, location, ...exception }: Decided): Event {
  const startsAt = exception.startsAt ?? originalAt
  const endsAt = exception.endsAt ?? endAfter(originalAt, event)
  return { ...event, startsAt, endsAt, title: title ?? event.title, location: location ?? event.location }
}

function componentOf(event: Event, { startsAt, endsAt, title, location }: Event): ICAL.Component {
  const component = new ICAL.Component('vevent')
  component.addPropertyWithValue('uid', `${event.id}@faithflow`)
  component.addPropertyWithValue('dtstamp', utc(event.updatedAt))
  component.addPropertyWithValue('created', utc(event.createdAt))
  component.addPropertyWithValue('last-modified', utc(event.updatedAt))
  component.addPropertyWithValue('sequence', event.icalSequence)
  addTime(component, 'dtstart', { event, at: startsAt })
  addTime(component, 'dtend', { event, at: endsAt })
  component.addPropertyWithValue('summary', plain(title))
  if (event.description !== null) component.addPropertyWithValue('description', plain(event.description))
  if (location !== null) component.addPropertyWithValue('location', plain(location))
  component.addPropertyWithValue('status', event.status === 'CANCELLED' ? 'CANCELLED' : 'CONFIRMED')
  return component
}

/** Text without the control characters that no calendar may hold; line breaks are spelt out when it is written. */
const plain = (text: string): string => text.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n\t]/gu, '')

/** Adds a moment: a day of an event of whole days, else the time by the clock of the event's zone. */
function addTime(
  component: ICAL.Component,
  name: string,
  { event, at }: { readonly event: Event; readonly at: Instant },
) {
  const property = new ICAL.Property(name)
  const zone = zoneOf(event)
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(event.allDay ? event.timeZone : (zone ?? 'UTC'))
  if (event.allDay) {
    property.resetType('date')
    property.setValue(ICAL.Time.fromDateString(local.toPlainDate().toString()))
  } else {
    const time = ICAL.Time.fromDateTimeString(local.toPlainDateTime().toString({ smallestUnit: 'second' }))
    if (zone === null) time.zone = ICAL.Timezone.utcTimezone
    else property.setParameter('tzid', zone)
    property.setValue(time)
  }
  component.addProperty(property)
}

const utc = (instant: Instant): ICAL.Time => {
  const plain = Temporal.Instant.from(instant).toZonedDateTimeISO('UTC').toPlainDateTime()
  const time = ICAL.Time.fromDateTimeString(plain.toString({ smallestUnit: 'second' }))
  time.zone = ICAL.Timezone.utcTimezone
  return time
}
