import { addDays, hoursBetween, type Instant, instantAt, isBefore, localDay, weekdayOf } from '../platform/instant.js'

const [friday, hoursOfWeek] = [5, 7 * 24]

/** Whether any of it lies between Friday 18:00 and Saturday 18:00 by the clock of `timeZone` (domain.md, 5). */
export function isOnSabbath(
  { startsAt, endsAt }: { readonly startsAt: Instant; readonly endsAt: Instant },
  timeZone: string,
): boolean {
  if (hoursBetween(startsAt, endsAt) >= hoursOfWeek) return true
  const before = addDays(localDay(startsAt, timeZone), -1)
  return Array.from({ length: 9 }, (_, index) => addDays(before, index))
    .filter((day) => weekdayOf(day) === friday)
    .some((day) => {
      const begin = instantAt(day, '18:00', timeZone)
      const end = instantAt(addDays(day, 1), '18:00', timeZone)
      return isBefore(startsAt, end) && isBefore(begin, endsAt)
    })
}
