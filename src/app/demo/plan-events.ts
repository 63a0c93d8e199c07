import { draftEvent, type EventDraft } from '../../events/index.js'
import {
  addDays,
  addSeconds,
  type Instant,
  instantAt,
  type LocalDate,
  localDay,
  weekdayOf,
} from '../../platform/instant.js'
import type { DemoChurch, Feast, PlannedEvent, RegularEvent } from './demo-church.js'
import { easterSunday } from './easter.js'

/** How far the calendar reaches, in days, on either side of today. */
const reach = 183

/** The year of a church around `now`: what is regular and what is special, by start, times in the church's zone. */
export function planEvents(church: DemoChurch, now: Instant): readonly EventDraft[] {
  const { timeZone } = church.founded
  const today = localDay(now, timeZone)
  const days = Array.from({ length: 2 * reach + 1 }, (_, index) => addDays(today, index - reach))
  const feasts = feastsByDay(church.feasts, [...new Set(days.map(yearOf))])

  return days
    .flatMap((day) => {
      const regular = church.rhythm.filter((event) => isDue(event, day))
      return [...regular, ...(feasts.get(day) ?? [])].map((event) => draft(event, day, timeZone))
    })
    .toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1))
}

const yearOf = (day: LocalDate): number => Number(day.slice(0, 4))

function draft(event: PlannedEvent, day: LocalDate, timeZone: string): EventDraft {
  const startsAt = instantAt(day, event.time, timeZone)
  const { title, type, location, description = null } = event
  const endsAt = addSeconds(startsAt, event.minutes * 60)
  return draftEvent({ title, type, location, description, startsAt, endsAt }, timeZone)
}

function isDue({ weekday, inMonth }: RegularEvent, day: LocalDate): boolean {
  if (weekdayOf(day) !== weekday) return false
  return inMonth === undefined || inMonth.includes(Math.ceil(Number(day.slice(8)) / 7))
}

function feastsByDay(feasts: readonly Feast[], years: readonly number[]): ReadonlyMap<LocalDate, readonly Feast[]> {
  const dated = feasts.flatMap((feast) =>
    years.flatMap((year) => {
      const first = firstDay(feast.on, year)
      return Array.from({ length: feast.days ?? 1 }, (_, index) => ({ day: addDays(first, index), feast }))
    }),
  )
  const byDay = Map.groupBy(dated, ({ day }) => day)
  return new Map([...byDay].map(([day, found]) => [day, found.map(({ feast }) => feast)]))
}

function firstDay(on: Feast['on'], year: number): LocalDate {
  if ('day' in on) return `${year}-${on.day}`
  if ('fromEaster' in on) return addDays(easterSunday(year), on.fromEaster)
  const first = `${year}-${String(on.month).padStart(2, '0')}-01`
  return addDays(first, ((on.weekday - weekdayOf(first) + 7) % 7) + 7 * (on.nth - 1))
}
